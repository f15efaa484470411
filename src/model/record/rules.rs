//! What the table of a kind says beside its fields, as data: days and numbers that have to fit each other, what a record should say and
//! why, what follows from its fields. A leaf; [`super::days`], [`super::wants`] and [`super::derived`] read it.

/// What days and numbers of a record have to do with each other, and with the day it is; what changes only with a reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// The date of a document: not ahead.
    Dated(&'static str),
    /// A day on which something was done: not ahead.
    NotAhead(&'static str),
    /// The day a document runs out, and its date: not before it.
    Holds(&'static str, &'static str),
    /// Who looked at a document when, and its date: nobody before it.
    Seen(&'static str, &'static str),
    /// A day, and one that it cannot be before.
    NotBefore(&'static str, &'static str),
    /// A day, and a field of the record that another field names, before which it cannot be.
    NotBeforeOf(&'static str, &'static str, &'static str),
    /// A set that lets go of something only with a reason in the other field, in the same step.
    LetsGo(&'static str, &'static str),
    /// A number, and one that it cannot exceed.
    AtMost(&'static str, &'static str),
    /// What stands is changed only with a reason in the other field, in the same step.
    Because(&'static str, &'static str),
    /// What stays as it is while the other field says that the record stands no more.
    WhileItStands(&'static str, &'static str),
    /// What shows it where the other field holds this: something one could look at again, and no yes or no alone. How that is read
    /// is said in `wording::shows`.
    Shown(&'static str, &'static str, &'static str),
    /// How many of something there is only whole: days, samples.
    Whole(&'static str),
    /// What says why, if it says anything: in words, not in signs alone.
    Words(&'static str),
    /// Why something stands no more: a reason that names something.
    Reason(&'static str),
    /// Something that will happen; a day stands in the other field.
    NoDay(&'static str, &'static str),
    /// A place of which an audit has one record of the kind, and which a record keeps that holds more than
    /// these fields; the last says that it is in a plan.
    OneAt(&'static str, &'static [&'static str], &'static str),
    /// Two ways to say the same: what is written into one takes the place of the other, and both at once say nothing.
    Either(&'static str, &'static str),
    /// A value no other record of the register has.
    Alone(&'static str),
}

impl Rule {
    /// The fields it is about.
    pub fn fields(self) -> impl Iterator<Item = &'static str> {
        let (one, other) = match self {
            Self::Dated(f)
            | Self::NotAhead(f)
            | Self::Words(f)
            | Self::Reason(f)
            | Self::Whole(f)
            | Self::Alone(f)
            | Self::OneAt(f, ..) => (f, None),
            Self::Holds(f, other)
            | Self::Seen(f, other)
            | Self::LetsGo(f, other)
            | Self::NotBefore(f, other)
            | Self::NotBeforeOf(f, other, _)
            | Self::AtMost(f, other)
            | Self::Because(f, other)
            | Self::WhileItStands(f, other)
            | Self::Shown(f, other, _)
            | Self::NoDay(f, other)
            | Self::Either(f, other) => (f, Some(other)),
        };
        std::iter::once(one).chain(other)
    }
}

/// A field that should not be empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Want {
    /// Its key.
    pub field: &'static str,
    /// Of which records.
    pub only: While,
    /// Why, as a phrase behind the label.
    pub why: &'static str,
    /// Whether it has to give a reason: words that argue nothing are as good as none.
    pub argues: bool,
}

/// A day that should not be past: what was to be looked at again by then, or held no longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Past {
    /// Its key.
    pub field: &'static str,
    /// What follows from it, as a phrase behind the label.
    pub why: &'static str,
    /// Another field, and what it says where the day does not matter any more.
    pub unless: Option<(&'static str, &'static [&'static str])>,
}

/// Of which records something is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum While {
    /// Of all.
    Always,
    /// While another field holds, or has among its words, one of these.
    Is(&'static str, &'static [&'static str]),
    /// While something stands in another field.
    Written(&'static str),
    /// While nothing stands in any of these.
    Unless(&'static [&'static str]),
    /// While what is left of a risk may not stay as it is.
    MayNotStay,
    /// While something stands in another field and this one holds a value that says the contrary.
    Against(&'static str, &'static str),
    /// While more is left of a risk than there was before: what stands in the field is to be looked at, not missing.
    MoreLeft,
}

/// Fields in which somebody said something of what stands in others: who accepted what was judged so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SaidOf {
    /// What it was said of.
    pub of: &'static [&'static str],
    /// What was said, who and when: it goes as a whole.
    pub said: &'static [&'static str],
    /// The field that says it holds, the value by which it does, and what that falls to where it is not said anew.
    pub falls: Option<(&'static str, &'static str, &'static str)>,
}

/// One thing that follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Derived {
    /// Its name among the fields, in data and tables. Never changes.
    pub key: &'static str,
    /// Label, at most 16 columns.
    pub word: &'static str,
    /// What it means.
    pub hint: &'static str,
    /// From what it follows.
    pub follows: Follows,
}

/// From what something follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Follows {
    /// From a step of likelihood and one of consequence, by these fields: a risk level.
    Level(&'static str, &'static str),
    /// From the level that is left, else from the level: whether it may stay.
    MayStay,
}
