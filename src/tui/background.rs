//! The terminal's own background, asked for at the start (OSC 11). The answer comes among what is typed, as keys, at
//! once, late or never: it is picked out of them, and whatever is no answer is handed on as it was typed.

use std::time::{Duration, Instant};

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

/// What a terminal is asked with.
pub(super) const QUESTION: &str = "\x1b]11;?\x1b\\";
/// How the answer begins; then red, green and blue.
const BEGINS: &str = "\x1b]11;rgb";
/// No answer is longer.
const LONGEST: usize = 40;
/// How long an answer may take; over the slowest line it comes sooner. Until then a lone Esc waits for what follows it.
const PATIENCE: Duration = Duration::from_secs(10);

/// What the keys so far are.
#[derive(Debug, PartialEq, Eq)]
enum Found {
    /// No answer.
    No,
    /// The beginning of one.
    Begun,
    /// A whole one: whether the background is light; none when it cannot be read.
    Whole(Option<bool>),
}

/// Waits for the answer.
#[derive(Debug)]
pub(super) struct Background {
    until: Option<Instant>,
    held: Vec<Event>,
    words: String,
}

impl Background {
    /// From the moment of the question; without one nothing is waited for.
    pub(super) fn new(asked: Option<Instant>) -> Self {
        Self { until: asked.map(|at| at + PATIENCE), held: Vec::new(), words: String::new() }
    }

    /// Whether an answer may still come.
    pub(super) const fn waits(&self) -> bool {
        self.until.is_some()
    }

    /// Whether something is held back that may belong to an answer.
    pub(super) const fn holds(&self) -> bool {
        !self.held.is_empty()
    }

    /// Takes in what came: what was typed, in its order, and whether the background is light once that is known.
    pub(super) fn take(&mut self, event: Event, now: Instant) -> (Vec<Event>, Option<bool>) {
        if self.until.is_none_or(|until| now > until) {
            self.until = None;
            let mut typed = self.let_go();
            typed.push(event);
            return (typed, None);
        }
        let Some(words) = spelled(&event) else {
            let mut typed = self.let_go();
            typed.push(event);
            return (typed, None);
        };
        self.words.push_str(&words);
        self.held.push(event);
        match found(&self.words) {
            Found::Begun => (Vec::new(), None),
            Found::Whole(light) => {
                *self = Self::new(None);
                (Vec::new(), light)
            }
            Found::No => {
                let last = self.held.pop();
                let mut typed = self.let_go();
                // What ends one try may begin the next.
                match last {
                    Some(event) if found(&words) == Found::Begun => {
                        (self.held, self.words) = (vec![event], words);
                    }
                    last => typed.extend(last),
                }
                (typed, None)
            }
        }
    }

    /// What was held back, when nothing follows a lone Esc.
    pub(super) fn idle(&mut self) -> Vec<Event> {
        if self.words == "\x1b" { self.let_go() } else { Vec::new() }
    }

    fn let_go(&mut self) -> Vec<Event> {
        self.words.clear();
        std::mem::take(&mut self.held)
    }
}

/// What a key was before it became one, as far as an answer is made of such; none for what is in no answer.
fn spelled(event: &Event) -> Option<String> {
    let Event::Key(KeyEvent { code, modifiers, .. }) = event else { return None };
    let (alt, ctrl) = (modifiers.contains(KeyModifiers::ALT), modifiers.contains(KeyModifiers::CONTROL));
    match code {
        KeyCode::Esc => Some("\x1b".to_owned()),
        KeyCode::Char('g') if ctrl => Some("\x07".to_owned()),
        KeyCode::Char(c) if alt && !ctrl => Some(format!("\x1b{c}")),
        KeyCode::Char(c) if !ctrl => Some(c.to_string()),
        _ => None,
    }
}

fn found(words: &str) -> Found {
    let Some(rest) = words.strip_prefix(BEGINS) else {
        return if BEGINS.starts_with(words) { Found::Begun } else { Found::No };
    };
    let end = rest.strip_suffix('\x07').or_else(|| rest.strip_suffix("\x1b\\"));
    if let Some(colour) = end {
        return Found::Whole(is_light(colour));
    }
    let colour = rest.strip_suffix('\x1b').unwrap_or(rest);
    let fits = |c: char| c.is_ascii_hexdigit() || matches!(c, ':' | '/' | 'a');
    if words.len() <= LONGEST && colour.chars().all(fits) { Found::Begun } else { Found::No }
}

/// Whether `a:ffff/ffff/ffff` or `:ff/ff/ff` is nearer to white than to black.
fn is_light(colour: &str) -> Option<bool> {
    let (_, parts) = colour.split_once(':')?;
    let mut light = 0.0;
    // How bright the eye sees each of them.
    for (part, weight) in parts.split('/').zip([0.299, 0.587, 0.114, 0.0]) {
        let most = 16_u32.checked_pow(u32::try_from(part.len()).ok()?)?.checked_sub(1).filter(|n| *n > 0)?;
        light += f64::from(u32::from_str_radix(part, 16).ok()?) / f64::from(most) * weight;
    }
    (parts.split('/').count() >= 3).then_some(light > 0.5)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Letters as the keys crossterm makes of them.
    fn keys(words: &str) -> Vec<Event> {
        let mut events = Vec::new();
        let mut alt = KeyModifiers::NONE;
        for c in words.chars() {
            let (code, modifiers) = match c {
                '\x1b' => {
                    alt = KeyModifiers::ALT;
                    continue;
                }
                '\x07' => (KeyCode::Char('g'), KeyModifiers::CONTROL),
                c => (KeyCode::Char(c), alt),
            };
            events.push(Event::Key(KeyEvent::new(code, modifiers)));
            alt = KeyModifiers::NONE;
        }
        events
    }

    fn heard(all: Vec<Event>) -> (Vec<Event>, Option<bool>) {
        let now = Instant::now();
        let mut b = Background::new(Some(now));
        let (mut typed, mut light) = (Vec::new(), None);
        for event in all {
            let (t, l) = b.take(event, now);
            typed.extend(t);
            light = light.or(l);
        }
        typed.extend(b.idle());
        typed.extend(b.take(Event::FocusGained, now).0);
        typed.pop();
        (typed, light)
    }

    #[test]
    fn the_answer_is_understood_and_what_is_typed_around_it_is_kept() {
        for (answer, light) in [
            ("\x1b]11;rgb:ffff/ffff/ffff\x1b\\", Some(true)),
            ("\x1b]11;rgb:1e1e/1e1e/2e2e\x07", Some(false)),
            ("\x1b]11;rgba:FD/F6/E3/ff\x07", Some(true)),
            ("\x1b]11;rgb:zz\x07", None),
        ] {
            let (typed, found) = heard(keys(&format!("3e{answer}d")));
            assert_eq!(found, light, "{answer:?}");
            let all = if light.is_some() { "3ed".to_owned() } else { format!("3e{answer}d") };
            assert_eq!(typed, keys(&all), "{answer:?}");
        }
    }

    #[test]
    fn an_answer_that_comes_in_two_parts_is_no_escape_key() {
        let esc = Event::Key(KeyCode::Esc.into());
        let mut all = vec![esc.clone()];
        all.extend(keys("]11;rgb:00/00/00\x07"));
        assert_eq!(heard(all), (vec![], Some(false)));
        assert_eq!(heard(vec![esc.clone(), esc.clone()]), (vec![esc.clone(), esc], None));
    }

    #[test]
    fn after_a_while_nothing_is_held_back() {
        let asked = Instant::now();
        let mut b = Background::new(Some(asked));
        let esc = Event::Key(KeyCode::Esc.into());
        assert_eq!(b.take(esc.clone(), asked).0, vec![]);
        assert_eq!(b.idle(), vec![esc.clone()]);
        assert_eq!(b.take(esc.clone(), asked + PATIENCE * 2).0, vec![esc]);
        assert!(!b.waits() && !b.holds());
    }

    proptest! {
        #[test]
        fn whatever_is_typed_comes_out_as_it_was(
            typed in prop::collection::vec(prop::sample::select(vec![
                "1", "]", "\x1b]", "\x1b]1", "\x1b]11;rgb:f", "g", "\x07", "\x1b\\", "q",
            ]), 0..12),
        ) {
            let all = keys(&typed.concat());
            let whole = typed.concat().contains("\x1b]11;rgb:f\x07");
            prop_assume!(!whole && !typed.concat().contains("\x1b]11;rgb:f1"));
            prop_assume!(!typed.concat().contains("rgb:f\x1b\\"));
            prop_assert_eq!(heard(all.clone()).0, all);
        }
    }
}
