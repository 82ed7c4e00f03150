"""Whether two event reports tell of one happening: points for what agrees, a veto for what cannot be both true.

Vetoes: another type or mode, another day, another place, another number of the same count in an unrelated article, a toll of another order,
another ordinal, other countries on the same side. An undated report joins within its story only: without a day nothing but the story says
which time is meant.
The points and the limits were set by hand on invented reports (tests/unit/test_sameness.py) and the sample corpus, 2026-11.
"""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.resolve.happenings import SYMMETRIC, Happening, Side
from onrecord.resolve.records import EPISODE_DAYS
from onrecord.resolve.wording import Overlap, overlap

SAME_STORY_LIMIT = 3.0
OTHER_STORY_LIMIT = 4.5
CLOSE_DAYS = 1  # within a story: a paper of another time zone, or a day told by its night
PUBLICATION_DAYS = 2  # a day that was only concluded from the day of publication, in another story
COPY_POINTS = 3.0
REPEATED = frozenset({"AGREE", "CONSULT", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})  # stories are full of words, not of deeds
WORD_POINTS = 1.0  # for the same trigger
MATERIAL_POINTS = 2.0  # measured on stories_train, given its stories: docs/method/resolve.md
PLAN_POINTS = 1.5  # for the people, that a plan and its outcome must have in common: their acts have other words
UNDATED_PAGE = 0.5
OTHER_WORDS = 0.5  # for undated deeds in other words; twice that for statements
OTHERS = -1.0
DESCRIBED = -0.5  # other descriptions
UNNAMED = -0.1  # a description that may be of the one the other report names
VAGUE_SHARE = 0.35  # of the words, where who and whom do not settle it
OTHER_TOLL = 50  # times as many
DEEDS = frozenset({"judicial", "investigate"})  # accusations that courts and police make once
SOFT_MODES = frozenset({"CONSULT", "ASSAULT"})  # a visit and talks may be the same hours, a bombing and a killing the same blast


def sameness(left: Happening, right: Happening, weights: Mapping[str, float]) -> float:
    """How much says that two reports tell of one happening; 0 where they do not."""
    who = None if is_vetoed(left, right) else _who_points(left, right)
    if who is None or (left.article.article_id == right.article.article_id and _is_other_act(left, right)):
        return 0.0
    same_story, when = left.article.shares_story(right.article), _when_points(left, right)
    if (not same_story and (when <= 0 or who <= 0)) or (left.event_type != right.event_type and who < PLAN_POINTS):
        return 0.0
    shared = overlap(left.sentence, right.sentence, weights)
    if _is_vague(left, right) and (shared.shared < 2 or shared.containment < VAGUE_SHARE):
        return 0.0
    points = who + when + _where_points(left, right) + _word_points(left, right, shared) + 1.0 * same_story
    if left.article.family_id == right.article.family_id and left.sentence.folds == right.sentence.folds:
        points += COPY_POINTS
    return points if points >= _limit(left, right, same_story) else 0.0


def _limit(left: Happening, right: Happening, same_story: bool) -> float:
    """The points that are needed: more where nothing but the story tells the time, and more again where not even that is dated."""
    if not same_story:
        return OTHER_STORY_LIMIT
    if left.when is not None and right.when is not None:
        return SAME_STORY_LIMIT
    undated_page = left.article.day is None or right.article.day is None
    other_words = 0 if left.trigger == right.trigger else 2 if left.event_type in REPEATED else 1
    return SAME_STORY_LIMIT + UNDATED_PAGE * undated_page + OTHER_WORDS * other_words


def _is_vague(left: Happening, right: Happening) -> bool:
    """Whether two statements may be two: by known speakers to others ("all sides", a name), or by others to nobody that both name."""
    if left.event_type not in REPEATED or right.event_type not in REPEATED or left.acts & SYMMETRIC or left.row.event_mode in DEEDS:
        return False
    by, to = _agree(left.actors, right.actors), _agree(left.recipients, right.recipients)
    return (to < 0 and by != 0) or (to == 0 and by < 0)


def _is_other_act(left: Happening, right: Happening) -> bool:
    """Whether one article tells of two acts: another side in one sentence, or anybody else in two."""
    by, to = _agree(left.actors, right.actors), _agree(left.recipients, right.recipients)
    if left.event_type in SYMMETRIC:
        by = to = _agree(left.actors.joined(left.recipients), right.actors.joined(right.recipients))
    if left.row.sentence_start_char == right.row.sentence_start_char:
        return by < 1 or to < 1
    return by < 0 or to < 0


def is_vetoed(left: Happening, right: Happening) -> bool:
    """Whether two reports cannot be of one happening."""
    same_story = left.article.shares_story(right.article)
    if not left.acts & right.acts or _modes_differ(left, right):
        return True
    if _counts_differ(left.ordinals, right.ordinals) or (not same_story and _counts_differ(left.numbers, right.numbers)):
        return True
    return _tolls_differ(left.toll, right.toll) or _days_differ(left, right, same_story) or _places_differ(left, right, same_story)


def _tolls_differ(left: int | None, right: int | None) -> bool:
    """Whether so many more were struck in one report that it tells of a war, the other of a day in it; early tolls grow by less."""
    return left is not None and right is not None and max(left, right) >= OTHER_TOLL * max(1, min(left, right))


def _modes_differ(left: Happening, right: Happening) -> bool:
    """Other modes of one type are other acts, but for the types whose modes overlap."""
    hard = left.event_type == right.event_type and left.event_type not in SOFT_MODES
    return hard and _differ(left.row.event_mode, right.row.event_mode)


def _differ(left: object, right: object) -> bool:
    return left is not None and right is not None and left != right


def _counts_differ(left: Mapping[str, str], right: Mapping[str, str]) -> bool:
    return any(left[counted] != right[counted] for counted in left.keys() & right.keys())


def _days_differ(left: Happening, right: Happening, same_story: bool) -> bool:
    if left.when is None or right.when is None:
        return not same_story
    if left.is_refusal != right.is_refusal:
        return not same_story or _is_refused_late(left, right)
    if _is_concluded(left, right):
        return left.when.gap(right.when) > (EPISODE_DAYS if same_story else PUBLICATION_DAYS)
    return left.when.gap(right.when) > (CLOSE_DAYS if same_story else 0)


def _is_refused_late(left: Happening, right: Happening) -> bool:
    """Whether a refusal is of another time than what is refused: it comes before it, within weeks, and has a day of its own."""
    refusal, refused = (left, right) if left.is_refusal else (right, left)
    if refusal.when is None or refused.when is None:
        return False
    return refusal.when.first > refused.when.last or refusal.when.gap(refused.when) > EPISODE_DAYS


def _is_concluded(left: Happening, right: Happening) -> bool:
    """Whether a day was only concluded from the day of publication: it may be of a report that looks back, so it proves little."""
    return "publication" in (left.row.date_basis, right.row.date_basis)


def _places_differ(left: Happening, right: Happening, same_story: bool) -> bool:
    """Other countries part two reports, and other places do unless story, day, act and people are the same: then the papers disagree."""
    if _differ(left.row.place_country_code, right.row.place_country_code):
        return True
    if not _differ(left.place, right.place):
        return False
    same_day = left.is_exact_day and right.is_exact_day and left.when == right.when
    return not (same_story and same_day and left.trigger == right.trigger and _agree(left.actors, right.actors) >= 1)


def _who_points(left: Happening, right: Happening) -> float | None:
    """Points for the people and countries; None where both sides are known and have nobody in common."""
    straight = _pair_points(left.actors, right.actors, left.recipients, right.recipients)
    if not (left.acts | right.acts) & SYMMETRIC:
        return straight
    swapped = _pair_points(left.actors, right.recipients, left.recipients, right.actors)
    together = _agree(left.actors.joined(left.recipients), right.actors.joined(right.recipients))
    one_sided = left.recipients.is_empty or right.recipients.is_empty or left.actors.is_empty or right.actors.is_empty
    found = [points for points in (straight, swapped, together if one_sided and together >= 0 else None) if points is not None]
    return max(found, default=None)


def _pair_points(actors: Side, other_actors: Side, recipients: Side, other_recipients: Side) -> float | None:
    by, to = _agree(actors, other_actors), _agree(recipients, other_recipients)
    return None if by <= OTHERS or to <= OTHERS else by + to


def _agree(left: Side, right: Side) -> float:
    """2 for the same actors, 1 for the same country or description, less for some people of a country, 0 where one side is unknown.

    Below 0 for others: by half where only their descriptions differ, by one where two people or two countries do.
    """
    if left.is_empty or right.is_empty:
        return 0.0
    if left.actor_ids & right.actor_ids:
        return 2.0
    if left.actor_ids and right.actor_ids and left.actor_ids == left.people and right.actor_ids == right.people:
        return OTHERS
    if left.countries & right.countries:
        return 0.5 if left.words or right.words else 1.0
    if left.countries and right.countries:
        return OTHERS
    if left.words & right.words:
        return 1.0
    named = bool(left.actor_ids or left.countries) != bool(right.actor_ids or right.countries)
    return UNNAMED if named else DESCRIBED


def _when_points(left: Happening, right: Happening) -> float:
    if left.when is None or right.when is None:
        return 0.0
    if left.is_exact_day and right.is_exact_day:
        same, near = (0.75, 0.25) if _is_concluded(left, right) else (1.5, 0.5)
        return same if left.when == right.when else near if left.when.gap(right.when) <= PUBLICATION_DAYS else 0.0
    return 0.75


def _where_points(left: Happening, right: Happening) -> float:
    if left.place and left.place == right.place:
        return 1.5
    known = left.row.place_country_code
    return 0.5 if known and known == right.row.place_country_code else 0.0


def _word_points(left: Happening, right: Happening, shared: Overlap) -> float:
    """Points for the act and for the words of the sentence; less where the acts have other words."""
    if left.trigger and left.trigger == right.trigger:
        points = WORD_POINTS if left.event_type in REPEATED else MATERIAL_POINTS
    else:
        points = -0.5 if left.event_type == right.event_type else 0.0
    if left.row.event_mode and left.row.event_mode == right.row.event_mode:
        points += 0.5
    if shared.shared >= 2:
        points += 1.5 if shared.containment >= 0.6 else 0.75 if shared.containment >= 0.35 else 0.0
    return points
