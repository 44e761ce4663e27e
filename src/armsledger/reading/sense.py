"""Whether what a frame found makes sense as a claim of its kind."""

from armsledger.reading.events import Event
from armsledger.reading.inference import RoleInference
from armsledger.reading.lexicon import Lexicon
from armsledger.reading.nounphrases import Phrase
from armsledger.reading.phrases import PhraseReader
from armsledger.reading.slots import slots_of
from armsledger.reading.syntax import Tree

_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})


class Sense:
    """The checks of each kind, by one method a kind; a kind without one passes."""

    def __init__(self, tree: Tree, reader: PhraseReader, lexicon: Lexicon, inference: RoleInference) -> None:
        self.tree, self.reader, self.inference = tree, reader, inference
        self.words, self.cues = lexicon.words, lexicon.cues

    def holds(self, event: Event) -> bool:
        """False where the event is no claim; may turn or add roles that its kind settles."""
        check = getattr(self, f"_{event.frame.kind}", None)
        return check is None or bool(check(event))

    def _lemma(self, event: Event) -> str:
        return self.tree.tokens[event.predicate].lemma

    def _transfer(self, event: Event) -> bool:
        """Buyers are not their own sellers; a nominal without both ends must say which arms or how many."""
        if event.frame.name == "account for" and not self.inference.share(event):
            return False
        roles = event.roles
        suppliers, recipients = roles.get("supplier", []), roles.get("recipient", [])
        if any(s.entity is not None and s.entity == r.entity for s in suppliers for r in recipients):
            return False
        if event.frame.name in ("order", "sales deal") and recipients and suppliers:
            if any(r.is_a("company") for r in recipients) and not any(s.is_a("company") for s in suppliers):
                roles["supplier"], roles["recipient"] = recipients, suppliers
                event.why.append("a company is the seller")
        elif event.frame.name in ("order", "sales deal") and any(r.is_a("company") for r in recipients):
            roles["supplier"] = roles.pop("recipient")
        if event.frame.name == "carry":
            for role in ("supplier", "recipient"):
                known = (p for p in roles.get(role, []) if not p.is_a("person") or p.entity is not None)
                roles[role] = list(known)
            suppliers, recipients = roles["supplier"], roles["recipient"]
            slots = slots_of(self.tree, event.predicate)
            moved = "to" in slots and self.tree.is_passive(event.predicate)
            if not recipients and "from" not in slots and not moved:
                return False
        if event.frame.name == "take":
            return self._counted(event) or self._has_number(event)
        if event.frame.name in ("sell to", "sign a contract"):
            return self._between_parties(suppliers, recipients, event)
        if event.frame.name in ("reach", "follow on") and not recipients:
            return self._is_instalment(event)
        stated = self.tree.tokens[event.predicate].upos == "ADJ" or event.frame.name.startswith("be ")
        if self.tree.is_verb(event.predicate) or stated or self.is_moved(event):
            return bool(suppliers or recipients) or not self._merely_can(event)
        if event.recalled:
            return bool(suppliers or recipients or roles.get("system"))
        specific = any(s.entry is not None and s.entry.type == "system" for s in roles.get("system", []))
        named = any(r.entity is not None for r in recipients) and self._lemma(event) in self.words["handing"]
        return bool(suppliers and recipients) or specific or named or self._has_number(event)

    def _counted(self, event: Event) -> bool:
        return any(self.tree.tokens[h].upos == "NUM" for h in event.heads.get("system", []))

    def _between_parties(self, suppliers: list[Phrase], recipients: list[Phrase], event: Event) -> bool:
        """A trade that names no weapon is one in arms where a state or a force has part in it."""
        parties = [*suppliers, *recipients]
        if event.frame.name == "sign a contract" and any(p.is_a("company") for p in recipients):
            event.roles["supplier"], event.roles["recipient"] = recipients, suppliers
        official = any(p.is_a("state", "force", "ministry", "group") for p in parties)
        return official and any(p.entity is not None for p in parties)

    def is_moved(self, event: Event) -> bool:
        """ "The acquisition of drones was discussed": what is done with the deal is told."""
        token = self.tree.tokens[event.predicate]
        return token.rel == "nsubj:pass" and bool(event.roles.get("system"))

    def _merely_can(self, event: Event) -> bool:
        """ "Can be exported": nobody does it yet."""
        auxiliaries = self.tree.children(event.predicate, "aux")
        return any(self.tree.tokens[c].lower in ("can", "may", "could") for c in auxiliaries)

    def _technology_transfer(self, event: Event) -> bool:
        """Training counts where forces or their people are trained."""
        if event.frame.name not in ("train", "be trained"):
            return True
        trained = event.roles.get("recipient", [])
        known = self.words["government"] | self.words["actor"]
        return any(p.entity is not None or self.tree.tokens[p.token].lemma in known for p in trained)

    def _is_instalment(self, event: Event) -> bool:
        """ "The first six arrived", "a second batch followed": a counted part of what was ordered."""
        heads = [i for h in event.heads.get("system", []) for i in self.tree.subtree(h)]
        tokens = [self.tree.tokens[i] for i in heads]
        counted = self._lemma(event) in self.words["arriving"] and any(t.upos == "NUM" for t in tokens)
        return counted or any(t.lemma in self.words["instalment"] for t in tokens)

    def _has_number(self, event: Event) -> bool:
        return any(self.tree.has(p.token, "nummod") for p in event.roles.get("system", []) if p.token >= 0)

    def _restriction(self, event: Event) -> bool:
        measures = event.guides.get("measure", [])
        frame = event.frame
        if (
            frame.name == "enter into force"
            and not event.guides.get("law")
            and self._lemma(event) in ("become", "enter")
        ):
            return False
        if frame.name == "sign into law":
            return bool(event.guides.get("law")) and any(m.is_a("bill") for m in measures)
        if frame.bill and any(self._is_purchase(m) for m in measures):
            return False
        if frame.bill:
            return any(m.is_a("bill") for m in measures) or (
                frame.status == "proposed" and any(self._strong(m) for m in measures)
            )
        if frame.name == "be under an embargo" and "nsubj" not in slots_of(self.tree, event.predicate):
            return False
        if frame.name == "allow exports":
            return self._of_permits(event) and self._lemma(event) != "approve"
        if frame.name == "ban from" and "imposer" not in event.roles:
            return self._of_permits(event) or bool(measures)
        if frame.name in ("put on a list", "enter on a list", "remove from a list"):
            return any(m.is_a("list") for m in measures)
        if (
            frame.name == "ban"
            and self._lemma(event) in self.words["stopping"]
            and not self._of_permits(event)
        ):
            return False
        imposed = self._lemma(event) == "impose" and bool(event.roles.get("target"))
        if (
            measures
            and not imposed
            and not any(self._strong(m) for m in measures)
            and not self._about_trade(event)
        ):
            return False
        if frame.name == "sanction":
            return any(p.is_a("actor") for p in event.roles.get("target", []))
        return True

    def _is_purchase(self, measure: Phrase) -> bool:
        """ "An order for 96 helicopters" is no decree."""
        return any(
            "for" in self.tree.prepositions(c) and any(p.is_a("arms") for p in self.reader.read(c))
            for c in (self.tree.children(measure.token, "nmod") if measure.token >= 0 else ())
        )

    def _of_permits(self, event: Event) -> bool:
        trades = event.guides.get("trade", [])
        return any(self.tree.tokens[p.token].lemma in self.words["permit"] for p in trades)

    def _about_trade(self, event: Event) -> bool:
        """ "Tightens rules on arms exports": the rules are about trade or arms."""
        slots = slots_of(self.tree, event.predicate)
        about = [a.token for name in ("on", "for") for a in slots.get(name, [])]
        traded = any(self.tree.tokens[i].lemma in self.words["trade"] for i in about)
        return traded or any(p.is_a("arms") for i in about for p in self.reader.read(i))

    def _strong(self, phrase: Phrase) -> bool:
        """A measure that restricts by its name, or that a restricting word beside it makes one."""
        token = self.tree.tokens[phrase.token]
        if token.upos == "PRON":
            return True
        if token.lemma in self.words["strong_measure"] or (
            phrase.entry is not None and phrase.entry.type == "regime"
        ):
            return True
        near = [self.tree.tokens[i] for i in self.tree.subtree(phrase.token, frozenset({"acl:relcl", "acl"}))]
        strong = self.words["strong_measure"]
        return any(t.lemma in strong for t in near) or any(t.lemma in self.words["trade"] for t in near)

    def _meeting(self, event: Event) -> bool:
        visitors = event.roles["visitor"]
        if "host" not in event.roles and not self._hosted(event):
            return False
        visitor = visitors[0]
        host = event.roles["host"][0] if "host" in event.roles else None
        lemma = self._lemma(event)
        if lemma == "pay" and not any(
            self.tree.tokens[c].lemma == "visit" for c in self.tree.children(event.predicate, "obj")
        ):
            return False
        if lemma in ("travel", "fly", "go", "arrive", "hand", "tour") and not visitor.is_a("person", "actor"):
            return False
        if lemma == "head" and self.tree.is_passive(event.predicate):
            return False
        if lemma == "hand" and not (visitor.is_a("person") and host is not None and host.is_a("person")):
            return False
        if self.tree.tokens[visitor.token].lemma in self.words["rank_and_file"]:
            return False
        if host is not None and visitor.entity is not None and visitor.entity == host.entity:
            return False
        official = visitor.is_a("person", "force", "body") or visitor.generic or visitor.is_a("state")
        return official and not visitor.is_a("medium")

    def _hosted(self, event: Event) -> bool:
        """ "Talks between A and B" has its host among the visitors; "a visit by A" needs none."""
        visitors = event.roles["visitor"]
        if self.tree.is_verb(event.predicate):
            return False
        if len(visitors) > 1:
            event.roles["host"] = [visitors.pop()]
            return True
        return "by" in slots_of(self.tree, event.predicate)

    def _agreement(self, event: Event) -> bool:
        few = len({(p.entity, p.text) for p in event.roles.get("party", [])}) < (
            2 if event.frame.strict else 1
        )
        if few and not self._formal(event):
            return False
        instruments = event.guides.get("instrument", [])
        firm = [
            p for p in instruments if self.tree.tokens[p.token].lemma in ("deal", "agreement", "arrangement")
        ]
        return not (firm and self._mentions_sale(firm))

    def _formal(self, event: Event) -> bool:
        """ "A protocol was signed": an instrument that nobody signs alone, whoever the parties are."""
        if event.frame.name != "sign" or not self.tree.is_passive(event.predicate):
            return False
        tokens = [self.tree.tokens[p.token] for p in event.guides.get("instrument", ()) if p.token >= 0]
        return any(t.lemma in self.words["formal"] for t in tokens)

    def _mentions_sale(self, instruments: list[Phrase]) -> bool:
        """A plain sales contract is a transfer alone."""
        for phrase in instruments:
            for child in self.tree.children(phrase.token, "acl", "nmod", "compound"):
                token = self.tree.tokens[child]
                if token.lemma in self.words["selling"]:
                    return True
                if (
                    token.base_rel == "nmod"
                    and "for" in self.tree.prepositions(child)
                    and self.reader.read(child)[0].is_a("arms")
                ):
                    return True
        return False

    def _use(self, event: Event) -> bool:
        system = event.roles.get("system", [])
        slots = slots_of(self.tree, event.predicate)
        if self._lemma(event) in ("use", "employ") and "as" in slots and "target" not in event.roles:
            return False
        if {p.start for p in system} & {p.start for p in event.roles.get("target", [])}:
            return False
        destroying = event.frame.name == "strike" and self._lemma(event) not in self.words["plain_attack"]
        if destroying and any(p.is_a("arms") for p in event.roles.get("target", [])):
            return False  # that is a loss
        if self._is_second_hand(event.predicate) or self._is_outcome(event.predicate):
            return False
        self.inference.claimant(event)
        if event.frame.name == "strike" and not system and not self._armed(event):
            return self._plain_attack(event)
        if event.frame.name == "strike" and not system:
            user = event.roles.get("user", [])
            return bool(user) and not any(
                p.is_a("agreement", "measure") for p in event.roles.get("target", [])
            )
        return True

    def _is_second_hand(self, index: int) -> bool:
        """ "Eighteen used Hornets": no use of them."""
        after = self.tree.tokens[index + 1 : index + 2]
        bare = not slots_of(self.tree, index).get("subj") and not self.tree.has(index, "aux", "aux:pass")
        return self.tree.tokens[index].lower == "used" and bare and any(t.upos in _NOMINAL for t in after)

    def _is_outcome(self, index: int) -> bool:
        """ "A drone struck a wedding, killing nineteen": the strike is told already."""
        token = self.tree.tokens[index]
        return token.lower == "killing" and token.base_rel == "advcl"

    def _armed(self, event: Event) -> bool:
        """A weapon stands in the sentence."""
        return any(
            (t.name is not None and t.name.entry.type in ("system", "class"))
            or t.lemma in self.words["weapon"]
            for t in self.tree.tokens
        )

    def _plain_attack(self, event: Event) -> bool:
        named = (event.roles.get(role, []) for role in ("user", "target"))
        return self._lemma(event) in self.words["plain_attack"] and all(
            any(p.entity is not None for p in phrases) for phrases in named
        )

    def _derivation(self, event: Event) -> bool:
        originals = event.roles.get("original", [])
        if event.frame.name == "base on":
            return any(p.is_a("arms") for p in event.roles.get("system", [])) and any(
                p.is_a("arms") or p.owner for p in originals
            )
        return any(p.is_a("arms") or p.owner for p in originals)

    def _holding(self, event: Event) -> bool:
        lemma = self._lemma(event)
        if event.frame.name == "be seen" and lemma == "show":
            subjects = slots_of(self.tree, event.predicate).get("subj", [])
            return any(self.tree.tokens[a.token].lemma in self.cues["sources.evidence"] for a in subjects)
        pronouns = all(self.tree.tokens[h].upos == "PRON" for h in event.heads.get("system", []))
        if lemma == "have" and pronouns:
            return False
        if lemma == "have" and any(p.entity is not None for p in event.roles["holder"]):
            return True
        if lemma in ("maintain", "keep", "retain", "fly", "field") and any(
            p.is_a("state", "force", "group") or (p.generic and p.is_a("actor"))
            for p in event.roles["holder"]
        ):
            return True
        if lemma in ("have", "hold", "maintain", "keep", "retain", "fly") and self.tree.is_verb(
            event.predicate
        ):
            return any(
                (p.entry is not None and p.entry.type == "system")
                or self.tree.has(p.token, "nummod")
                or any(self.tree.tokens[c].lower == "no" for c in self.tree.children(p.token, "det"))
                or (p.definite and p.owner)
                or any(self.tree.tokens[h].upos == "NUM" for h in event.heads.get("system", []))
                or any(
                    self.tree.tokens[c].lemma == "own" for c in self.tree.children(p.token, "nmod", "amod")
                )
                for p in event.roles["system"]
            )
        return True

    def _production(self, event: Event) -> bool:
        if event.frame.name in ("set up a plant", "opening of a plant", "break ground"):
            return self.inference.plant(event)
        if self.tree.tokens[event.predicate].rel in ("acl", "amod") and self.tree.is_passive(event.predicate):
            producers = event.roles.get("producer", [])
            return bool(event.roles.get("host")) or any(
                not p.is_a("state") and not p.generic for p in producers
            )
        made = [
            h
            for h in event.heads.get("system", [])
            if self.tree.tokens[h].lemma in ("copy", "clone", "replica")
        ]
        if made:
            return False
        if not self.tree.is_verb(event.predicate):
            moved = self.tree.tokens[event.predicate].base_rel == "nsubj"
            return moved or bool(event.roles.get("producer")) or bool(event.roles.get("host"))
        return True

    def _display(self, event: Event) -> bool:
        subjects = (
            slots_of(self.tree, event.predicate).get("subj", []) if self.tree.is_verb(event.predicate) else []
        )
        if event.frame.name == "take part in a show":
            return any(p.is_a("venue") for p in event.guides.get("venue", ()))
        return not any(self.tree.tokens[a.token].lemma in self.cues["sources.evidence"] for a in subjects)
