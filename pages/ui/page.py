"""What a page is: one record, from which its script, links, presenting, plans and slides are drawn."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from analysis.editions import Wanted, say_not_in
from analysis.era.compute import NO_YEAR
from analysis.own_edition.marking import marked
from analysis.parameters import not_one_of, read_choice
from analysis.profile import Profile
from analysis.provenance.uses import Read
from data.editions.record import Edition
from data.own_edition import OwnEdition, edition_here, editions_here
from pages.ui.html import in_ascii
from pages.ui.view import View

Choices = Mapping[str, str]
NO_CHOICES: Final[Choices] = {}


class EmptyViewError(ValueError):
    """There is nothing to draw yet; the message is a sentence that a visitor may read."""


@dataclass(frozen=True, slots=True)
class Selector:
    """One choice on one page.

    Its name stands in the address, so names and slugs are permanent; labels may change.

    Attributes:
        name: the address parameter.
        options: slug -> label, in order, or a function that returns them.
        default: the usual slug, which needs no mention in the address.
        in_a_row: whether all options are laid out in a row, or folded into a list.
        width: width of a list in pixels, or all there is.
        follows: what finds the usual slug where it follows from the visitor's numbers and the choices before
            it; `default` is then that of somebody without any.
        here: what finds the usual slug on the device that a page is shown on, where that may be another than
            the usual one; the address then always says what is shown there.
        needed: whether the choices before it and the visitor's numbers leave it anything to change; where
            they do not, it is not drawn.
        is_kept: whether the choice is one of several pages, and kept in the address where it is not drawn.
        in_line: whether it stands beside its neighbours, or in a line of its own.
        absent: slug that is no option here -> a sentence on why it may be one elsewhere.
    """

    name: str
    label: str
    options: Mapping[str, str] | Callable[[], Mapping[str, str]]
    default: str
    in_a_row: bool = True
    width: int | Literal["stretch"] = "stretch"
    help: str | None = None
    follows: Callable[[Profile, Choices], str] | None = None
    here: Callable[[], str] | None = None
    needed: Callable[[Choices, Profile], bool] = lambda choices, profile: True
    is_kept: bool = False
    in_line: bool = True
    absent: Mapping[str, str] = field(default_factory=dict)

    def usual(self, profile: Profile | None = None, choices: Choices = NO_CHOICES) -> str:
        """Return the usual slug for a profile and the choices before this one."""
        return self.follows(profile, choices) if self.follows and profile else self.default

    @property
    def labels(self) -> Mapping[str, str]:
        """Slug -> label of the options, in order."""
        return self.options() if callable(self.options) else self.options

    def refusal(self, value: str) -> str:
        """Say why a value of an address or a plan is not taken; without what is shown instead."""
        return self.absent.get(value, "")


@dataclass(frozen=True, slots=True)
class ViewRequest:
    """All that a view is asked for: whose numbers, which specialties, the choices, background and room.

    `own` is the edition that this visit loaded, where it is the one shown: nobody else gets such a view.
    `is_of_group` says whether somebody chose the group of the profile; else it is the default one.
    """

    profile: Profile
    shortlist: tuple[str, ...]
    choices: Choices
    dark: bool
    wide: bool = False
    own: OwnEdition | None = None
    is_of_group: bool = True

    def only(self, *names: str, shortlist: tuple[str, ...] = (), wide: bool = False) -> "ViewRequest":
        """Return the request with these choices alone: what a view does not use makes no other view."""
        choices = {name: self.choices[name] for name in names if name in self.choices}
        own = self.own if "edition" in choices else None
        return replace(self, shortlist=shortlist, choices=choices, wide=wide, own=own)

    @property
    def edition(self) -> Edition:
        """The edition whose averages are shown."""
        return self.own or edition_here(self.choices["edition"])

    @property
    def sem(self) -> float:
        """The standard error of measurement, points."""
        return float(self.choices["sem"])

    @property
    def ck_year(self) -> str:
        """Slug of the year a Step 2 CK score was taken in, or that none is chosen."""
        return self.choices.get("ck_year", NO_YEAR)

    @property
    def group(self) -> str:
        """Slug of the applicant group."""
        return self.profile.applicant_group

    @property
    def chosen_group(self) -> str:
        """Slug of the applicant group that was chosen; empty where none was."""
        return self.group if self.is_of_group else ""


@dataclass(frozen=True, slots=True)
class Link:
    """A way to another page: its file, what the link says, and the choices it opens with.

    Where it says nothing of its own, it bears the page's title.
    """

    file: str
    label: str = ""
    choices: Choices = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PageView:
    """What a page shows for one request.

    Attributes:
        chart: the chart, all that a room, a plan and a slide show.
        key: a name for the chart on its page.
        below: what stands below it on the page, from the top: HTML, or links in a row.
    """

    chart: View
    key: str
    below: tuple[str | tuple[Link, ...], ...] = ()

    def __post_init__(self) -> None:
        """Hold the HTML as what takes the least memory: a view is kept as long as its visit."""
        blocks = tuple(in_ascii(block) if isinstance(block, str) else block for block in self.below)
        object.__setattr__(self, "below", blocks)

    def marked(self, edition: Edition) -> "PageView":
        """Return the same with what has to be said of its edition; itself where there is nothing to say."""
        story = marked(self.chart.story, edition)
        if story is self.chart.story:
            return self
        return replace(self, chart=replace(self.chart, story=story, words_of=None))


EVERYBODY: Final = ("applicants", "advisors", "researchers")


@dataclass(frozen=True, slots=True)
class NavigationGroup:
    """Pages that stand together, in the navigation and on Overview.

    Attributes:
        slug: its permanent name.
        label: its heading.
    """

    slug: str
    label: str


# In the order of the navigation.
NAVIGATION: Final = (
    YOU := NavigationGroup("you", "You"),
    NEXT_STEPS := NavigationGroup("next_steps", "Next steps"),
    THE_FIELD := NavigationGroup("the_field", "The field"),
    FOR_ADVISORS := NavigationGroup("for_advisors", "For advisors"),
    DATA := NavigationGroup("data", "Data"),
)


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """One page.

    Attributes:
        file: its script.
        url_path: its address.
        summary: one line on what it is for.
        lead: one sentence below its heading on what it answers.
        group: the pages among which it stands.
        audience: whom it is for.
        reads: every table that its views read, and which numbers of it they show or use. A number's
            provenance names its pages by this, and a test compares it with what the pages really read.
        heading: its heading, where that is not the title.
        selectors: its choices by name, in the order in which they are drawn and may depend on each other.
        view: what shows a request; None for a page that is no view of numbers.
        wants: what it shows of the edition shown, for a request.
    """

    file: str
    title: str
    icon: str
    url_path: str
    summary: str
    lead: str
    reads: tuple[Read, ...]
    group: NavigationGroup
    audience: tuple[str, ...] = EVERYBODY
    heading: str = ""
    selectors: Mapping[str, Selector] = field(default_factory=dict)
    view: Callable[[ViewRequest], PageView] | None = None
    wants: Callable[[ViewRequest], Sequence[Wanted]] = lambda asked: ()

    def shown(self, asked: ViewRequest) -> PageView:
        """Return what the page shows for a request.

        Raises:
            EmptyViewError: there is nothing to draw yet, or not in the edition shown.
            LookupError: the page has no view.
        """
        if self.view is None:
            raise LookupError(f"The page {self.title} has no view.")
        if "edition" not in asked.choices:
            return self.view(asked)
        vital = [one for one in self.wants(asked) if one.is_vital]
        if said := say_not_in(asked.edition, vital, editions_here())[0]:
            raise EmptyViewError(said)
        return self.view(asked).marked(asked.edition)


def read_choices(
    selectors: Mapping[str, Selector], asked: Choices, profile: Profile | None = None
) -> tuple[dict[str, str], list[str]]:
    """Read the choices of a page out of an address or a plan, without drawing anything.

    Parameters that are no choice of this page are left alone; what is usual may follow from the profile.

    Returns:
        Name -> slug of every choice of the page, and one sentence for each value that is not allowed, for
        which the usual one is taken.
    """
    found: dict[str, str] = {}
    problems = []
    for name, selector in selectors.items():
        usual = selector.usual(profile, found)
        value = asked.get(name, usual)
        slug = read_choice(name, value, selector.labels)
        if slug is None:
            said = selector.refusal(value) or f"{name} is {not_one_of(name, value, selector.labels)}."
            problems.append(f"{said} Showing {selector.labels[usual]} instead.")
        found[name] = slug or usual
    return found, problems
