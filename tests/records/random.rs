//! Random records of any kind, made from its table alone, and random things done to them.

use clausewise::model::action::{Own, Part};
use clausewise::model::record::value::Context;
use clausewise::model::record::{Draft, Field, KINDS, Kind, Rec, Type, read, write};
use clausewise::model::votes::{self, Votes};
use clausewise::model::{Assessment, Edit, Level, Questionnaire, Rid, edit};
use jiff::civil::{Date, date};

pub(crate) use crate::case::Dice;

const fn field(key: &'static str, typ: Type) -> Field {
    let (word, hint) = ("Word", "what to write");
    Field { key, typ, word, hint, ..Field::BASE }
}

/// A kind no code knows, with a field of every type people write.
pub(crate) static WIDGET: Kind = Kind {
    key: "widget",
    word: "widget",
    one: "a widget",
    counted: "{n|widget|widgets}",
    words: "Widgets",
    letter: 'W',
    fields: &[
        Field { need: true, ..field("label", Type::Line) },
        field("story", Type::Long),
        field("day", Type::Date),
        field("flag", Type::Flag),
        field("size", Type::Number(100)),
        field("sort", Type::Choice(&["round", "square"])),
        field("uses", Type::Words(&["home", "work", "play"])),
        field("boss", Type::Link("person")),
        field("crew", Type::Links("person")),
        field("at", Type::Id),
        field("checks", Type::Ids),
        field("gaps", Type::Requirements),
        field("after", Type::Actions),
        field("mark", Type::Level),
        field("state", Type::Progress),
        field("eyes", Type::Seen),
    ],
    ..Kind::BASE
};

/// All kinds and the one nobody knows.
pub(crate) fn kinds() -> Vec<&'static Kind> {
    KINDS.iter().copied().chain([&WIDGET]).collect()
}

pub(crate) const TODAY: Date = date(2026, 11, 21);

pub(crate) fn context<'a>(
    q: &'a Questionnaire,
    a: &'a Assessment,
    kinds: &'a [&'static Kind],
) -> Context<'a> {
    Context { q, a, today: TODAY, kinds }
}

pub(crate) fn new_id(dice: &mut Dice) -> Rid {
    Rid::new(1_770_000_000 + i64::try_from(dice.below(1000)).unwrap(), dice.next())
}

const WORDS: [&str; 9] =
    ["Policy", "a, b", "x: y", "k=v", "zwölf 漢字", "\\n", "@home/5.2", "2026-01-05", "\"quoted\""];
const DAYS: [&str; 4] = ["2026-01-05", "2025-12-31", "2027-03-01", "2026-11-21"];
const IDS: [&str; 6] = ["5.2", "9.2.1", "A.6.2.4", "4.1", "8.4", "A.7.3"];
const CHECKS: [&str; 4] = ["5.2/1", "9.2.1/1", "A.6.2.4", "4.1/1"];

/// Some of them with commas.
fn some(dice: &mut Dice, from: &[&str]) -> String {
    let list: Vec<&str> = from.iter().copied().filter(|_| dice.chance(40)).collect();
    list.join(", ")
}

fn text(dice: &mut Dice, a: &Assessment, f: &Field) -> String {
    if !f.need && dice.chance(25) {
        return String::new();
    }
    let number = |dice: &mut Dice, kind: &str| {
        let kind = Kind::find(&kinds(), kind).unwrap();
        let all = read::all(a, kind);
        if all.is_empty() { String::new() } else { all[dice.below(all.len())].shown_no() }
    };
    match f.typ {
        Type::Line | Type::Who => dice.pick(&WORDS).to_owned(),
        Type::Long => format!("{}\n{}", dice.pick(&WORDS), dice.pick(&WORDS)),
        Type::Date => dice.pick(&DAYS).to_owned(),
        Type::Flag => dice.pick(&["yes", "no"]).to_owned(),
        Type::Count(_) => dice.pick(&["0", "1", "40"]).to_owned(),
        Type::Number(_) | Type::Hours(_) => dice.pick(&["1", "0.5", "40"]).to_owned(),
        Type::Choice(words) => dice.pick(words).to_owned(),
        Type::Words(words) => some(dice, words),
        Type::Link(kind) => number(dice, kind),
        Type::Links(kind) => {
            let all = [number(dice, kind), number(dice, kind)];
            all.into_iter().filter(|n| !n.is_empty()).collect::<Vec<_>>().join(", ")
        }
        Type::Id => dice.pick(&IDS).to_owned(),
        Type::Ids => format!("{}, {}", dice.pick(&CHECKS), some(dice, &CHECKS)),
        Type::Requirements | Type::Actions | Type::Places => some(dice, &IDS),
        Type::Document => dice.pick(&["AI policy", "ai handbook"]).to_owned(),
        Type::Level => dice.pick(&["1", "3", "5", "?"]).to_owned(),
        Type::Progress => dice.pick(&["planned", "started", "done", "done 2026-03-01"]).to_owned(),
        Type::Seen => match number(dice, "person") {
            who if who.is_empty() => who,
            who => format!("{who}: {}", dice.pick(&DAYS)),
        },
        Type::Frozen | Type::Sha256 | Type::Bytes => String::new(),
    }
}

fn draft(dice: &mut Dice, a: &Assessment, kind: &'static Kind, all: bool) -> Draft {
    let fields = kind.typed().filter(|_| all || dice.chance(30)).collect::<Vec<_>>();
    fields.into_iter().map(|f| (f.key.to_owned(), text(dice, a, f))).collect()
}

fn any<'a>(dice: &mut Dice, a: &'a Assessment) -> Option<Rec<'a>> {
    let kind = dice.pick(&kinds());
    let mut all = read::all(a, kind);
    if all.is_empty() { None } else { Some(all.swap_remove(dice.below(all.len()))) }
}

/// Something a person might do to records; none where it is refused.
pub(crate) fn step(dice: &mut Dice, q: &Questionnaire, a: &Assessment) -> Option<Edit> {
    let kinds = kinds();
    let c = context(q, a, &kinds);
    match dice.below(20) {
        0..=7 => {
            let kind = dice.pick(&kinds);
            let draft = draft(dice, a, kind, true);
            write::add(c, kind, &new_id(dice), &draft).ok()
        }
        8..=11 => {
            let rec = any(dice, a)?;
            let draft = draft(dice, a, rec.kind, false);
            write::set(c, &rec, &draft).ok()
        }
        12 | 13 => Some(write::remove(c, &any(dice, a)?)),
        14 => {
            let mut votes = Votes { shown: dice.chance(50), ..Votes::default() };
            for p in a.people() {
                if dice.chance(60) {
                    votes.given.insert(p.id, dice.pick(&[Level::Nothing, Level::Written, Level::Proven]));
                }
            }
            votes::keep(q, a, dice.pick(&IDS), &votes).ok()
        }
        15 => {
            edit::rate(q, a, dice.pick(&IDS), Some(dice.pick(&[Level::Nothing, Level::Written])), None).ok()
        }
        16 => {
            let part = |what: &str| Part { what: what.into(), output: String::new(), share: 2.0 };
            let seed = dice.next();
            let mut more = Dice(seed);
            edit::split(q, a, &mut || new_id(&mut more), dice.pick(&IDS), &[part("first"), part("then")]).ok()
        }
        17 => edit::merge(q, a, &new_id(dice), &[dice.pick(&IDS), dice.pick(&IDS)], "together", "").ok(),
        18 => {
            let (at, after) = (dice.pick(&IDS).to_owned(), vec![dice.pick(&IDS).to_owned()]);
            let own =
                Own { at, what: "more".into(), output: String::new(), hours: 3.0, closes: vec![], after };
            edit::add_action(q, a, &new_id(dice), &own).ok()
        }
        _ => clausewise::model::snapshot::freeze(a, &new_id(dice), &format!("S {}", dice.next()), TODAY).ok(),
    }
}

/// Random steps with undo and redo among them; the edits that stand at the end.
pub(crate) fn history(dice: &mut Dice, q: &Questionnaire, a: &mut Assessment, steps: usize) -> Vec<Edit> {
    let (mut done, mut undone): (Vec<Edit>, Vec<Edit>) = (Vec::new(), Vec::new());
    for _ in 0..steps {
        if dice.chance(15) {
            if let Some(e) = done.pop() {
                a.apply(q, &e.inverse());
                undone.push(e);
            }
        } else if dice.chance(10) {
            if let Some(e) = undone.pop() {
                a.apply(q, &e);
                done.push(e);
            }
        } else if let Some(e) = step(dice, q, a) {
            a.apply(q, &e);
            done.push(e);
            undone.clear();
        }
    }
    done
}

/// The assessment these facts make, set in the order in which they come.
pub(crate) fn made<'f>(
    q: &Questionnaire,
    facts: impl IntoIterator<Item = (&'f String, &'f String)>,
) -> Assessment {
    let mut a = Assessment::new(q);
    for (key, value) in facts {
        a.set(q, key, Some(value.clone()));
    }
    a
}

/// As [`made`], in a random order.
pub(crate) fn shuffled(dice: &mut Dice, q: &Questionnaire, a: &Assessment) -> Assessment {
    let mut facts: Vec<(&String, &String)> = a.facts().iter().collect();
    for i in (1..facts.len()).rev() {
        facts.swap(i, dice.below(i + 1));
    }
    made(q, facts)
}
