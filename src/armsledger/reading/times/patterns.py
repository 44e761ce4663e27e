"""The cores of English time expressions, as patterns: what stands between a preposition and a noun.

Every repetition is bounded, so that matching is linear in the text. A rule's name says which resolver
in `meaning` reads its groups.
"""

from __future__ import annotations

import re

from armsledger.reading.times.numerals import DASH, NUMERAL
from armsledger.reading.times.numerals import SPACE as S
from armsledger.reading.times.vocabulary import (
    COUNTED,
    DECADE,
    MONTH,
    PART,
    SEASON,
    SHORT_WEEKDAY,
    WEEKDAY,
)

# What may not stand before or after a core: the inside of a word, an address, a designation, a figure.
_BEFORE = r"(?<![\w/#&=%+@$€£\-])(?<!\d[.,:])"
_NOT_COUNTING = rf"(?!{S}?(?i:{COUNTED})\b)"
_AFTER_FIGURE = rf"(?!\w|[.,:/]\d|%|{DASH}(?!present\b)\w){_NOT_COUNTING}"

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_WHICH_YEAR = rf"(?i:(?P<which>this|last|next|the){S}year)\b"
_THAT_YEAR = (
    rf"(?i:(?P<whose>that(?:{S}same)?|the{S}(?:very{S})?same|the{S}(?:following|next|previous|preceding))"
    rf"{S}year)\b"
)
_YEAR_AFTER = (
    rf"(?:,?{S}(?:of{S})?{_YEAR}{_AFTER_FIGURE}|{S}(?:of{S})?(?!the\b){_WHICH_YEAR}"
    rf"|{S}(?:(?:of|in){S})?{_THAT_YEAR})"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_MONTH = rf"(?P<month>{MONTH})"
_ANY_WEEKDAY = rf"(?:(?:{WEEKDAY}|{SHORT_WEEKDAY}),?{S})?"
_EDGE = r"(?i:beginning|start|middle|outset|turn|end|close)"
_PART = rf"(?:(?P<part>{PART})(?:{S}(?:in{S})?|{DASH})|(?i:the{S})?(?P<edge>{_EDGE}){S}of{S})"
_UNIT = r"(?i:(?P<unit>hour|day|week|weekend|fortnight|month|quarter|year|decade|century|centurie)s?)\b"
_ABOUT = (
    rf"(?:more{S}than|less{S}than|at{S}least|as{S}(?:many|much){S}as|up{S}to|over|under|nearly|almost|about|around"
    rf"|some|roughly|approximately|just|only|another)"
)
_COUNT = (
    rf"(?i:(?:{_ABOUT}{S})?(?P<number>{NUMERAL}|(?:a{S})?couple{S}of|(?:a{S})?few|several|half{S}an?|an?)"
    rf"(?:(?:{S}(?:to|or){S}|{DASH})(?P<number_to>{NUMERAL}))?)"
)
_LEAD = rf"(?i:(?P<lead>over|in|during|within|throughout|across|for|through){S})"
_ENDS = r"(?=\s?(?:[.,;:)\]!?\"”]|$))"

_PATTERNS: dict[str, str] = {
    "iso": rf"{_YEAR}[-/](?P<month>0[1-9]|1[0-2])[-/](?P<day>0[1-9]|[12]\d|3[01])"
    r"(?:T[\d:.]{4,12}Z?)?(?![\w/]|-\w)",
    "numeric": rf"(?P<first>\d{{1,2}})[./](?P<second>\d{{1,2}})[./]{_YEAR}(?![\w/]|[.-]\w)",
    "day_month": rf"{_ANY_WEEKDAY}(?i:the{S})?(?P<day>{_DAY})"
    rf"(?:(?:{S}?{DASH}{S}?|{S}(?:to|and|or){S})(?P<last>{_DAY}))?"
    rf"(?:{S}(?:of{S})?|-){_MONTH}(?!{DASH}(?!{_DAY}{S}{MONTH})\w)(?:{_YEAR_AFTER})?",
    "dashed": rf"(?P<day>{_DAY})-{_MONTH}-{_YEAR}(?!\w|-)",
    "month_day": rf"{_ANY_WEEKDAY}{_MONTH}{S}(?:the{S})?(?P<day>{_DAY})(?!\w|%|[.,:]\d){_NOT_COUNTING}"
    rf"(?:(?:{S}?{DASH}{S}?|{S}(?:to|and|or){S})(?P<last>{_DAY})(?!\w|%|[.,:]\d|{S}{MONTH}){_NOT_COUNTING})?"
    rf"(?:{_YEAR_AFTER})?",
    "month": rf"(?:{_PART})?{_MONTH}{_YEAR_AFTER}",
    "bare_month": rf"(?:{_PART})?(?:(?i:(?P<which>this|last|next|that)(?:{S}(?:past|coming))?){S})?{_MONTH}"
    rf"(?!{DASH}(?!{MONTH})[A-Za-z])",
    "month_week": rf"(?i:(?:the{S})?(?P<ordinal>first|second|third|fourth|last|final){S}week){S}of{S}"
    rf"{_MONTH}(?:{_YEAR_AFTER})?",
    "part_year": rf"{_PART}{_YEAR}{_AFTER_FIGURE}",
    "half": rf"(?i:(?:the{S})?(?P<ordinal>first|second|third|fourth|1st|2nd|3rd|4th|last|final){S}"
    rf"(?P<size>half|quarter))(?:{S}(?:of{S})?{_YEAR}{_AFTER_FIGURE}|{S}of{S}(?:{_WHICH_YEAR}|{_THAT_YEAR}))",
    "labelled": rf"(?P<letter>[QH])(?P<ordinal>[1-4])(?:{S}(?:of{S})?|-)?{_YEAR}{_AFTER_FIGURE}",
    "months_of": rf"(?i:(?:the{S})?(?P<ordinal>first|last|final){S}(?P<number>{NUMERAL}){S}months)"
    rf"{S}of{S}(?:{_YEAR}{_AFTER_FIGURE}|{_WHICH_YEAR}|{_THAT_YEAR})",
    "decade": rf"(?i:the{S})?(?:{_PART})?(?i:the{S})?(?P<year>(?:19|20)\d0)['’]?s\b",
    "spelt_decade": rf"(?i:the{S})(?:{_PART})?(?P<tens>{DECADE})\b(?:{S}and{S}(?P<last>{DECADE})\b)?",
    "season": rf"(?:(?P<part>{PART})(?:{S}|{DASH}))?(?i:the{S})?"
    rf"(?:(?i:(?P<which>this|last|next|that(?:{S}same)?){S}))?(?P<season>{SEASON})\b"
    rf"(?:(?P<of>,?{S}(?:of{S})?(?:{_YEAR}(?:[-–/]\d\d)?(?!\d|[.,:]\d)|(?i:(?P<which_year>this|last|next){S}year)\b"
    rf"|{_THAT_YEAR}))|(?!{S}of\b))",
    "deictic": rf"(?i:the{S}day{S}(?:before{S}yesterday|after{S}tomorrow)|(?:yesterday|today|tomorrow)"
    rf"(?:{S}(?:morning|afternoon|evening|night))?|tonight|last{S}night"
    rf"|this{S}(?:morning|afternoon|evening))\b",
    "weekday": rf"(?i:(?:early|late){S}(?:on{S})?)?(?i:(?P<which>this|last|next)(?:{S}(?:past|coming))?{S})?"
    rf"(?P<weekday>{WEEKDAY})(?i:{S}(?:morning|afternoon|evening|night))?\b(?!{DASH}\w)",
    "unit": rf"(?:{_PART}|(?i:(?P<shift>earlier|later){S}(?:in{S})?))?"
    rf"(?i:(?P<which>this|last|next|the{S}current){S}){_UNIT}(?!{DASH}\w)",
    "part_unit": rf"(?:{_PART}|(?i:(?P<shift>earlier|later){S}in{S}))(?i:the){S}{_UNIT}"
    rf"(?!{S}of\b|{DASH}\w)",
    "window": rf"{_LEAD}?(?i:(?:the|this){S}(?P<which>past|last|next|coming|previous|preceding|following){S})"
    rf"(?:{_COUNT}{S})?{_UNIT}(?!{S}of\b|{DASH}\w)",
    "short_window": rf"{_LEAD}?(?i:(?P<which>past|last|next|coming)){S}{_COUNT}{S}{_UNIT}"
    rf"(?!{S}of\b|{DASH}\w)",
    "ago": rf"{_COUNT}{S}{_UNIT}{S}(?i:ago)\b",
    "later": rf"(?:{_COUNT}{S}{_UNIT}{S}"
    rf"(?i:(?P<way>later|earlier|afterwards)\b(?!{S}than)|(?P<way_end>before|after){_ENDS})"
    rf"|(?i:the){S}(?P<the_unit>day|week|month|year){S}(?P<way_the>before|after){_ENDS})",
    "same": rf"(?i:(?:that(?:{S}same)?|the(?:{S}very)?{S}same){S}(?P<unit>day|week|month|year|decade))\b"
    rf"(?!{DASH}\w)",
    "following": rf"(?i:the{S}(?P<which>following|next|previous|preceding){S})"
    rf"(?:(?P<month>{MONTH})|(?P<season>{SEASON})\b|(?P<weekday>{WEEKDAY})\b)",
    "occasion": rf"(?i:the{S}(?P<which>opening|closing){S}day)\b",
    "then": r"(?i:then)\b",
    "now": rf"(?i:now|the{S}present(?:{S}day)?)\b",
    "within": rf"(?i:within{S}){_COUNT}{S}{_UNIT}(?!{S}of\b|['’]|{DASH}\w)",
    "in_time": rf"(?i:in{S}){_COUNT}{S}{_UNIT}['’]?(?:s{S}|{S})(?i:time)\b",
    "duration": rf"(?i:(?P<lead>for|in|over|during|after|within|under|lasting|spanning){S})?{_COUNT}"
    rf"(?:{S}|{DASH})(?i:(?P<unit>second|minute|hour|day|week|fortnight|month|year|decade|century|centurie)s?)\b"
    rf"(?:(?:{S}|{DASH})(?i:old|long)\b)?",
    "long": r"(?i:(?:hour|day|week|month|year|decade|century)s?-long)\b",
    "year_end": rf"(?i:(?:the{S})?year(?:-|{S}|['’]s{S})end)\b|(?i:end)-{_YEAR}{_AFTER_FIGURE}",
    "fiscal": rf"(?i:(?:fiscal|financial)(?:{S}year)?{S}|FY(?:{S}|-)?)"
    r"(?P<label>(?:19|20)\d\d|(?<=FY)\d\d)(?P<second>[-/–]\d{2,4})?(?!\w)",
    "iranian": rf"(?i:(?:the{S})?(?:iranian|persian|solar{S}hijri)(?:{S}calendar)?{S}year{S}(?:of{S})?)"
    r"(?P<label>1[34]\d\d)(?!\d)",
    "around": rf"(?i:(?P<side>pre|post))-{_YEAR}(?!\w|[.,:/]\d)",
    "years": rf"{_YEAR}{S}?{DASH}{S}?(?P<second>(?:19|20)\d\d|\d\d){_AFTER_FIGURE}",
    "slashed": rf"{_YEAR}/(?P<second>\d\d){_AFTER_FIGURE}(?!/)",
    "year": rf"(?i:(?:the{S})?year{S})?{_YEAR}{_AFTER_FIGURE}",
}

RULES: dict[str, re.Pattern[str]] = {
    name: re.compile(rf"{_BEFORE}(?:{pattern})") for name, pattern in _PATTERNS.items()
}
ANY_CORE: re.Pattern[str] = re.compile(
    rf"{_BEFORE}(?=[A-Za-z\d])(?:{re.sub(r'[?]P<[a-z_]+>', '?:', '|'.join(_PATTERNS.values()))})"
)
"""Where some core begins; which rules match there, and the longest of them, is for the finder to ask."""
