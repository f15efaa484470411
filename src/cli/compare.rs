//! `snapshot`, `compare` and `follow-up`: states of an assessment over time.

use std::io::Write;
use std::path::Path;

use serde_json::{Value, json};

use super::opened::{self, Nobody, finish, look, only, today};
use super::show::print_json;
use super::{Failure, Format, paper};
use crate::model::compare::{self, Comparison, Direction, Side, State};
use crate::model::score::percent_value;
use crate::model::{Level, Questionnaire, RULE, snapshot, text};
use crate::report::change;
use crate::say;
use crate::words::called;
use crate::words::comparison;
use crate::work::{Work, begin};
use crate::{bank, files};

/// Freezes the state of a file under a name.
pub(super) fn snapshot(file: &Path, name: &str, out: &mut impl Write) -> Result<u8, Failure> {
    let mut w = opened::change(file, &files::user(), say!("Nothing was frozen."))?;
    let done = w.freeze(name)?;
    finish(w)?;
    writeln!(out, "{}", crate::words::outcome(&done.said, &Nobody))?;
    Ok(0)
}

/// Compares a file with another, or with one of its snapshots (the last when none is named).
pub(super) fn compare(
    file: &Path,
    other: Option<&str>,
    format: Format,
    out: &mut impl Write,
) -> Result<u8, Failure> {
    only(format, &[Format::Text, Format::Json, Format::Md])?;
    let w = look(file)?;
    let (q, a) = (w.q(), w.a());
    let here = name_of(file);
    // Programs are given the name alone.
    let from = w.made_from();
    let called = if format == Format::Json { here.clone() } else { comparison::now(&from.0) };
    let now = State::of(a, &called, last_change(&w));
    let frozen = snapshot::all(a);
    let named = other.and_then(|o| snapshot::named(a, o));
    let mut heads = vec![from];
    let (before, after) = match (other, named.as_ref(), frozen.last()) {
        (Some(_), Some(snapshot), _) | (None, _, Some(snapshot)) => (State::frozen(q, snapshot), now),
        (None, _, None) => {
            return Err(Failure(
                2,
                say!(
                    "{here} has no snapshot to compare with; a second file can be named instead. Freeze its state \
                     under a name: clausewise snapshot {file} NAME",
                    here,
                    file = files::typed(file)
                ),
            ));
        }
        (Some(path), None, _) => {
            let path = Path::new(path);
            if !files::exists(path) {
                return Err(Failure(2, unknown(other.unwrap_or(""), &here, &frozen)));
            }
            let old = look(path)?;
            if !old.q().is_same_as(q) {
                return Err(Failure(2, other_questions((&name_of(path), &old), (&here, &w))));
            }
            heads.insert(0, old.made_from());
            (State::of(old.a(), &name_of(path), last_change(&old)), now)
        }
    };
    let c = compare::states(q, &before, &after)?;
    let trend = compare::trend(q, a, today());
    match format {
        Format::Json => {
            let mut value = as_json(q, &c, &trend_json(&trend));
            value["made_from"] =
                heads.iter().map(|(name, h)| json!({"name": name, "head": h.json()})).collect();
            print_json(&value, out)?;
        }
        _ => paper::write(&change::doc(q, &c, &trend, &heads), format, None, out)?,
    }
    Ok(0)
}

/// The day of the last change: the state is as old as that, whenever it is looked at.
fn last_change(w: &Work) -> jiff::civil::Date {
    let day = w.session().events().last().and_then(|e| e.time.get(..10)?.parse().ok());
    day.unwrap_or_else(today)
}

fn unknown(name: &str, here: &str, frozen: &[snapshot::Snapshot]) -> String {
    let names: Vec<String> = frozen.iter().map(|s| format!("\"{}\"", text::shown(&s.name, 40))).collect();
    let name = text::shown(name, 60);
    if names.is_empty() {
        return say!(
            "\"{name}\" is neither a file nor a snapshot in {here} (it has none). Nothing was compared.",
            name,
            here
        );
    }
    say!(
        "\"{name}\" is neither a file nor a snapshot in {here} ({known}). Nothing was compared.",
        name,
        here,
        known = names.join(", ")
    )
}

/// Why two files cannot be compared: a move from one question to another is no progress.
fn other_questions(old: (&str, &Work), new: (&str, &Work)) -> String {
    let (before, was) = (old.0, called::questionnaire(old.1.q()));
    let (after, is) = (new.0, called::questionnaire(new.1.q()));
    if was == is {
        return say!(
            "{before} answers {was}, {after} answers {is} in another wording. Nothing was compared or changed. Only \
             files that answer the same questions can be compared.",
            before,
            was,
            after,
            is
        );
    }
    say!(
        "{before} answers {was}, {after} answers {is}. Nothing was compared or changed. Only files that answer the \
         same questions can be compared.",
        before,
        was,
        after,
        is
    )
}

fn name_of(path: &Path) -> String {
    let name = path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into());
    text::shown(&name, 60)
}

/// A new file that starts from the facts of an old one, which is only read.
/// What stands for the questionnaire of the program where a folder could stand.
const EMBEDDED: &str = "embedded";

pub(super) fn follow_up(
    old: &Path,
    new: &Path,
    questionnaire: Option<&Path>,
    out: &mut impl Write,
) -> Result<u8, Failure> {
    let name = name_of(old);
    let other_version = match questionnaire {
        None => None,
        Some(word) if word == Path::new(EMBEDDED) => Some(bank::embedded()?),
        Some(folder) => Some(bank::from_folder(folder)?),
    };
    let asks = other_version.as_ref().map(called::questionnaire);
    let gone = begin::follow_up(&look(old)?, new, &files::user(), other_version)?;
    let words = say!(
        "{new} starts from {old}, which was not changed. Its state is kept as a snapshot: clausewise compare {path}",
        new = name_of(new),
        old = name,
        path = files::human_path(new)
    );
    writeln!(out, "{words}")?;
    if let Some(asks) = asks {
        let file = files::typed(new);
        writeln!(
            out,
            "{}",
            match gone {
                0 => say!("It asks {asks}. Every answer has its question in it.", asks),
                gone => say!(
                    "It asks {asks}. {gone|id with an answer or note has|ids with answers or notes have} no question \
                     in it; they are kept, count nowhere, and are named by: clausewise check {file}",
                    asks,
                    gone,
                    file
                ),
            }
        )?;
    }
    Ok(0)
}

fn as_json(q: &Questionnaire, c: &Comparison, trend: &Value) -> Value {
    let side = |s: &Side| {
        let (all, n, ev) = (&s.scores.all, s.scores.all.counts, &s.scores.evidence);
        json!({"name": s.name, "date": s.date, "verdict": s.verdict.class.key(),
            "counts": {"met": n.met, "partial": n.partial, "gap": n.gap, "not_applicable": n.not_applicable,
                "open": n.open},
            "readiness": {"so_far": all.so_far.map(percent_value), "assessed": all.assessed,
                "low": percent_value(all.low), "high": percent_value(all.high)},
            "claimed": ev.claimed, "named": ev.named, "seen": ev.seen, "verified": ev.seen,
            "contradictions": s.contradictions})
    };
    let word = |l: Option<Level>| l.map(Level::key);
    let rows: Vec<Value> = c
        .moves
        .iter()
        .map(|m| {
            let checks: Vec<Value> = m
                .checks
                .iter()
                .map(|x| json!({"id": q.check(x.check).id, "before": word(x.before), "after": word(x.after)}))
                .collect();
            let texts: Vec<Value> = m
                .texts
                .iter()
                .map(|t| json!({"what": t.what.key(), "at": t.at, "before": t.before, "after": t.after}))
                .collect();
            json!({"requirement": q.requirements[m.requirement].id, "direction": m.direction.key(),
                "before": m.before.status.key(), "after": m.after.status.key(), "why": comparison::why(m, q),
                "checks": checks, "texts": texts, "evidence_new": data_of(&m.evidence_new),
                "evidence_gone": data_of(&m.evidence_gone)})
        })
        .collect();
    let counts: serde_json::Map<String, Value> =
        Direction::ALL.into_iter().map(|d| (d.key().to_owned(), json!(c.of(d).count()))).collect();
    let notes: Vec<String> = c.notes.iter().map(crate::words::Words::words).collect();
    json!({"rule": RULE, "before": side(&c.before), "after": side(&c.after), "moves": counts,
        "requirements": rows, "trend": trend, "notes": notes})
}

fn trend_json(t: &compare::Trend) -> Value {
    let points: Vec<Value> = t
        .points
        .iter()
        .map(|p| {
            json!({"name": p.name, "date": p.date, "rule": p.rule, "verdict": p.class.key(),
                "so_far": p.so_far.map(percent_value), "assessed": p.assessed, "low": percent_value(p.low),
                "high": percent_value(p.high), "met": p.counts.met, "partial": p.counts.partial,
                "gap": p.counts.gap, "not_applicable": p.counts.not_applicable, "open": p.counts.open,
                "claimed": p.evidence.claimed, "named": p.evidence.named, "seen": p.evidence.seen,
                "contradictions": p.contradictions})
        })
        .collect();
    json!({"points": points, "left_out": t.left_out})
}

fn data_of(pieces: &[crate::model::Evidence]) -> Vec<Value> {
    pieces.iter().map(crate::report::data::evidence).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank;
    use crate::model::{Assessment, edit};
    use crate::session::Session;

    fn answer(file: &Path, id: &str, level: Level) {
        let mut s =
            Session::open(bank::embedded().unwrap(), file, "t", true, std::time::Duration::ZERO).unwrap();
        let e = edit::rate(&s.q, s.assessment(), id, Some(level), None).unwrap();
        s.apply(&e).unwrap();
        s.close().unwrap();
    }

    fn output(run: impl FnOnce(&mut Vec<u8>) -> Result<u8, Failure>) -> String {
        let mut out = Vec::new();
        match run(&mut out) {
            Ok(0) => String::from_utf8(out).unwrap(),
            Ok(code) => panic!("{code}"),
            Err(Failure(code, words)) => format!("{code} {words}"),
        }
    }

    #[test]
    fn a_follow_up_leaves_the_old_file_alone_and_shows_what_moved() {
        let folder = tempfile::tempdir().unwrap();
        let (old, new) = (folder.path().join("old.aims"), folder.path().join("new.aims"));
        let q = bank::embedded().unwrap();
        let first = edit::about(&Assessment::new(&q), [("about.organisation", "Test".into())]).unwrap();
        Session::create(q, &old, "t", &first, false).unwrap().close().unwrap();
        assert!(
            output(|out| compare(&old, None, Format::Text, out)).starts_with("2 old.aims has no snapshot")
        );
        answer(&old, "9.2", Level::Nothing);
        assert!(output(|out| snapshot(&old, "First", out)).starts_with("Frozen"));
        answer(&old, "4.1", Level::Proven);
        let bytes = std::fs::read(&old).unwrap();
        output(|out| follow_up(&old, &new, None, out));
        assert!(
            output(|out| follow_up(&old, &new, None, out)).starts_with("73 "),
            "never over an existing file"
        );
        answer(&new, "9.2.1", Level::Proven);
        answer(&new, "4.1/1", Level::Nothing);

        let text = output(|out| compare(&new, None, Format::Text, out));
        assert!(text.contains("Improved (1)") && text.contains("Worsened (1)"), "{text}");
        assert!(text.contains("now (new.aims)"), "{text}");
        assert!(text.contains("9.2.1/1, ") || text.contains("all 4 checks: Nothing -> Proven"), "{text}");
        let since: Value =
            serde_json::from_str(&output(|out| compare(&new, Some("first"), Format::Json, out))).unwrap();
        assert_eq!(
            (since["moves"]["newly_answered"].as_u64(), since["moves"]["improved"].as_u64()),
            (Some(1), Some(1))
        );
        assert_eq!(since["trend"]["points"].as_array().unwrap().len(), 3);
        let other = old.display().to_string();
        let md = output(|out| compare(&new, Some(&other), Format::Md, out));
        assert!(md.contains("## Improved (1)"), "{md}");
        assert!(md.contains("\n- **Made from:** old.aims, 4 events, the last of "), "{md}");
        assert!(md.contains("## Over time\n\n| Date "), "{md}");
        assert_eq!(since["made_from"][0]["head"]["hash"].as_str().map(str::len), Some(64));
        assert!(
            output(|out| compare(&new, Some("nothing"), Format::Text, out))
                .contains("neither a file nor a snapshot")
        );
        assert_eq!(std::fs::read(&old).unwrap(), bytes);
    }
}
