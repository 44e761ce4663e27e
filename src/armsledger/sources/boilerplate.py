"""The words by which pages name what is not their article, and the phrases that stand in for it."""

import re

from armsledger.sources.tags import words

STRUCK_ELEMENTS = words(
    """
    aside button dialog fieldset footer form label legend menu nav
    """
)
"""Elements that by their nature hold no article."""

STRUCK_ROLES = words(
    """
    alert alertdialog banner complementary contentinfo dialog form menu menubar navigation search toolbar
    tooltip
    """
)
"""ARIA roles likewise."""

STRUCK_WORDS = words(
    """
    ad ads advert advertisement advertorial adverts author authors banner bio breadcrumb breadcrumbs byline
    comment comments consent cookie cookies copyright credit credits crumbs dateline dfp
    disclaimer disqus donate donation foot footer gdpr keywords login
    masthead menu menus meta metadata modal mostpopular mostread nav navbar navigation newsletter
    newsletters noprint outbrain overlay pager pagination poll popular popup postmeta
    promo promos promoted promotion quiz rating ratings recirc recirculation recommendations
    recommended register related replies respond screenreader share shares sharing shop sidebar signup skip
    social sponsor sponsored sr submenu subscribe subscription survey syndication taboola tag taglist
    tags teaser teasers timestamp toast toc toolbar topbar topics trending widgets
    """
)
"""Words of a class or id, as parted by hyphens, underscores and capitals."""

STRUCK_PAIRS = words(
    """
    aboutauthor alsoread articlefooter articlemeta authorbio authorbox calltoaction editorspicks emailsignup
    entryfooter entrymeta latestnews morefrom moreon morestories mostread mostviewed nextpost postfooter
    postnav prevpost readalso readmore readnext relatedarticles relatedposts screenreader seealso sharebar
    sharetools signupform socialshare sronly topstories upnext visuallyhidden widgetarea
    """
)
"""Two such words in a row, set together."""

FIRMLY_STRUCK = words(
    """
    aside comment comments consent cookie disqus footer nav recommended related sidebar
    """
)
"""Words that hardly ever stand on a wrapper around the article itself."""

_STOCK_PHRASES = (
    r"advertisement|ad|tweet|print|email|loading.{0,10}|all rights reserved.{0,40}",
    r"share(?: this)?\b.{0,40}",
    r"(?:read|see|learn|view|show|load) (?:more|also|next)\b.{0,120}|also read\b.{0,120}",
    r"related(?: (?:articles?|stories|posts?|content|topics?|news|coverage))?:?|recommended(?: for you)?",
    r"more (?:on|from) .{0,60}|(?:most|more) (?:read|popular|viewed)",
    r"story continues.{0,40}|continue reading.{0,40}|click here\b.{0,80}|skip to .{0,40}",
    r"(?:sign up|subscribe)\b.{0,120}|follow (?:us|him|her|the author)\b.{0,120}",
    r"(?:©|\(c\)|copyright)\s.{0,120}",
    r"comments?(?: \(\d+\))?|leave a (?:comment|reply).{0,40}",
    r"(?:photo|image|picture)s?:? ?|(?:tags?|topics?):.{0,120}|filed under.{0,120}",
    r"[\d\W]{1,12}",
)
STOCK = re.compile("|".join(_STOCK_PHRASES), re.IGNORECASE | re.DOTALL)
"""A block that is one of these as a whole says nothing."""
