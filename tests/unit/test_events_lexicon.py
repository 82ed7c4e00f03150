"""The event lexicon: every entry can be reached, and every word it names is known."""

from __future__ import annotations

from collections import defaultdict

from onrecord.events.lexicon import contexts, noun_triggers, object_classes, plural, rules, trigger_forms, verb_forms, verb_triggers, vetoes
from onrecord.events.plover import data_rows, event_types

USED_BY_THE_SCREEN = {"weapons", "means"}


def test_there_are_sixteen_types_with_their_scores() -> None:
    """The table has PLOVER's types; conflict has a negative Goldstein score, cooperation a positive one."""
    types = event_types()
    assert len(types) == 16
    assert all((entry.goldstein < 0) == entry.is_conflict and 1 <= entry.quad_class <= 4 for entry in types.values())
    assert all(entry.cameo_root_code.isdigit() and len(entry.cameo_root_code) == 2 for entry in types.values())


def test_rules_name_types_and_modes_of_the_table() -> None:
    """A rule's type is one of the table, its mode one of that type's."""
    assert [r.rule_id for r in rules() if r.mode not in event_types()[r.event_type].modes] == []


def test_rule_ids_are_unique() -> None:
    """No two rules share an id."""
    ids = [r.rule_id for r in rules()]
    assert len(ids) == len(set(ids))


def test_no_verb_entry_is_dead() -> None:
    """No entry stands behind one of the same verb and particle that takes everything it would take."""
    dead = []
    for lemma, triggers in verb_triggers().items():
        taken: dict[tuple[str, ...], set[str]] = defaultdict(set)
        plain: set[tuple[str, ...]] = set()
        for trigger in triggers:
            objects = trigger.rule.objects
            if (objects and objects <= taken[trigger.particle]) or (not objects and trigger.particle in plain):
                dead.append((lemma, trigger.particle, trigger.rule.rule_id))
            if trigger.rule.rule_id not in contexts():
                taken[trigger.particle] |= objects
                if not objects:
                    plain.add(trigger.particle)
    assert dead == []


def test_every_word_of_the_data_files_is_known() -> None:
    """Verbs of rules and vetoes have forms, object classes are used, contexts belong to rules."""
    used = {name for row in data_rows("event_rules.txt") for name in row[4].split(",")} - {"-"}
    assert set(object_classes()) - used == USED_BY_THE_SCREEN
    assert set(verb_triggers()) <= {lemma for lemma, _ in verb_forms().values()}
    assert set(vetoes()) <= set(verb_triggers())
    assert set(contexts()) <= {r.rule_id for r in rules()}


def test_scan_knows_inflected_verbs_and_plural_nouns() -> None:
    """Forms of the scan are inflected."""
    assert {"condemned", "withdrew", "banning", "attacks", "agreed"} <= trigger_forms()
    assert "airstrikes" in noun_triggers()
    assert plural("embassy") == "embassies"
