//! Stored values as people read them in a history. One place for every front end: what is hidden must
//! be hidden in all of them.

use super::assessment::keys;
use super::level::Level;
use super::questionnaire::Questionnaire;
use super::text;
use super::votes::Votes;

/// A stored value in at most 60 characters: a rating by its word, a record by what names it, several
/// people's answers by what may be said of them.
pub fn value(q: &Questionnaire, key: &str, stored: Option<&str>) -> String {
    let Some(stored) = stored else { return "nothing yet".into() };
    if stored == keys::CLEAR {
        return "withdrawn".into();
    }
    let words = if q.find(key).is_some() {
        Level::parse(stored).map(|l| l.word().to_owned())
    } else if key.starts_with(keys::VOTES) {
        serde_json::from_str::<Votes>(stored).ok().map(|v| v.words())
    } else {
        record(stored)
    };
    text::shown(&words.unwrap_or_else(|| stored.to_owned()).replace('\n', " / "), 60)
}

/// A record (parked item, person, evidence, ...) by what names it; never all that is in it.
fn record(stored: &str) -> Option<String> {
    let serde_json::Value::Object(fields) = serde_json::from_str(stored).ok()? else { return None };
    let named = ["name", "what"].iter().find_map(|k| fields.get(*k)?.as_str());
    Some(named.map_or_else(|| format!("a record of {} parts", fields.len()), str::to_owned))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_answers_stay_hidden_and_records_go_by_their_name() {
        let q = crate::bank::embedded().unwrap();
        let told = |key: &str, v: &str| value(&q, key, Some(v));
        let hidden = told("votes.5.2", r#"{"given":{"1":"5","2":"1"},"shown":false,"dissent":""}"#);
        assert_eq!(hidden, "2 answers, hidden until shown");
        assert_eq!(told("person.1", r#"{"name":"Kim","role":"QA"}"#), "Kim");
        assert_eq!(told("action.1", r#"{"kind":"split","of":"5.2","parts":[]}"#), "a record of 3 parts");
        assert_eq!((told("5.2", "3"), told("5.2", "clear")), ("Written".into(), "withdrawn".into()));
        assert_eq!(told("about.hours-per-week", "3"), "3");
        assert_eq!(told("note.5.2", "one\ntwo"), "one / two");
        assert_eq!(value(&q, "5.2", None), "nothing yet");
    }
}
