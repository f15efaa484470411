//! Fields asked one after the other. An empty line keeps what stands there, a wrong one is asked again with
//! the reason.

use std::io;

use super::meant::is_word;
use super::talk::{Goes, Talk, goes, is_help};
use crate::model::questionnaire::Questionnaire;
use crate::model::text;
use crate::work::line::NOTHING;
use crate::{say, words};

/// One field: key, label, hint, what stands there now.
pub(super) struct Field {
    pub(super) key: &'static str,
    pub(super) label: &'static str,
    pub(super) hint: String,
    pub(super) value: String,
    /// Whom or what it can name, which help lists; empty where it names nothing of the file.
    pub(super) known: Vec<String>,
    /// Whether anything may be written: then a word of the program is asked about before it becomes what somebody said.
    pub(super) free: bool,
    /// Whether it asks for somebody's name.
    pub(super) names: bool,
}

pub(super) fn field(key: &'static str, label: &'static str, hint: &'static str, value: &str) -> Field {
    Field {
        key,
        label,
        hint: words::text(hint).to_owned(),
        value: value.to_owned(),
        known: Vec::new(),
        free: true,
        names: false,
    }
}

/// What stands in a field.
pub(super) fn value(fields: &[Field], key: &str) -> String {
    fields.iter().find(|f| f.key == key).map(|f| f.value.clone()).unwrap_or_default()
}

/// How a form ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Filled {
    /// Every field was asked.
    Whole,
    /// Somebody went back from the first field.
    Back,
    /// Somebody left it.
    Left,
    /// The input ended, or the program is to end.
    Ended,
}

/// Asks every field; `check` gives the value to keep or says what is wrong with it. What is a word of the program to this
/// questionnaire becomes a text only when it is typed twice.
pub(super) fn fill(
    q: &Questionnaire,
    talk: &mut Talk<'_>,
    fields: &mut [Field],
    mut check: impl FnMut(&'static str, &str) -> Result<String, String>,
) -> io::Result<Filled> {
    let (mut at, mut meant) = (0, String::new());
    while let Some(f) = fields.get_mut(at) {
        let (label, hint, value) = (words::text(f.label), &f.hint, &f.value);
        let question = if value.is_empty() {
            say!("{label}: {hint}.", label, hint)
        } else {
            say!(
                "{label}: {hint}. Now: {value}. An empty line keeps it, {nothing} empties it.",
                label,
                hint,
                value,
                nothing = NOTHING
            )
        };
        loop {
            let Some(line) = talk.choose(&question)? else { return Ok(Filled::Ended) };
            if is_help(&line) {
                talk.help()?;
                talk.tell(&f.known)?;
                continue;
            }
            match goes(&line) {
                Some(Goes::Out) => return Ok(Filled::Left),
                Some(Goes::Back) if at == 0 => return Ok(Filled::Back),
                Some(Goes::Back) => {
                    at -= 1;
                    break;
                }
                None => {}
            }
            let typed = text::clean_line(&line);
            if f.free && typed != f.value && typed != meant && is_word(q, &typed, f.names) {
                talk.say(say!(
                    "\"{typed}\" is a word of the program, and this is a form. leave ends the form; then type it again. If it is \
                     what you want to write here, write it once more.",
                    typed
                ))?;
                meant = typed;
                continue;
            }
            let value = match typed.as_str() {
                "" => f.value.clone(),
                NOTHING => String::new(),
                _ => typed,
            };
            match check(f.key, &value) {
                Ok(value) => {
                    f.value = value;
                    at += 1;
                    break;
                }
                Err(why) => talk.say(why)?,
            }
        }
    }
    Ok(Filled::Whole)
}
