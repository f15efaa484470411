//! The keys as they hold for this person: the defaults of `keymap` with what settings change. Everything
//! that looks a key up or shows one asks here. Pure: what settings say comes in, faults in words go out.

use std::fmt::Write;

use crossterm::event::{KeyCode, KeyModifiers};

use super::keymap::grammar::MEANINGS;
use super::keymap::{BINDINGS, Binding, Command, Context, Global};
use crate::model::text;
use crate::say;
use crate::words;

/// A key with its modifiers.
type Key = (KeyModifiers, KeyCode);

/// Keys a terminal sends under these names, apart from single characters, F1 to F12 and Ctrl with a letter.
const NAMED: [(&str, KeyCode); 15] = [
    ("Space", KeyCode::Char(' ')),
    ("Tab", KeyCode::Tab),
    ("Shift-Tab", KeyCode::BackTab),
    ("Enter", KeyCode::Enter),
    ("Backspace", KeyCode::Backspace),
    ("Ins", KeyCode::Insert),
    ("Del", KeyCode::Delete),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
    ("PgUp", KeyCode::PageUp),
    ("PgDn", KeyCode::PageDown),
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
];

/// The table of keys that holds.
#[derive(Debug, Clone)]
pub struct Keys(Vec<Binding>);

impl Default for Keys {
    fn default() -> Self {
        Self(BINDINGS.to_vec())
    }
}

impl Keys {
    /// The defaults with these changes, name and key each, as far as they can be; words for each that cannot,
    /// with its place in the list.
    pub fn with(changes: &[(String, String)]) -> (Self, Vec<(usize, String)>) {
        let mut faults = Vec::new();
        let mut wanted: Vec<(usize, String, Key)> = Vec::new();
        for (n, (name, key)) in changes.iter().enumerate() {
            match command(name).and_then(|c| Ok((c, read(key)?))) {
                Ok((command, key)) => wanted.push((n, command.name(), key)),
                Err(why) => faults.push((n, why)),
            }
        }
        loop {
            let keys = Self::changed(&wanted);
            // The last one first: an earlier wish stands.
            let clash = wanted.iter().rposition(|(_, name, _)| keys.clash(name).is_some());
            let Some(at) = clash else {
                faults.sort();
                return (keys, faults);
            };
            let (n, name, _) = wanted.remove(at);
            if let Some(other) = keys.clash(&name) {
                faults.push((n, say!("this is {name} already", name = other.command.name())));
            }
        }
    }

    fn changed(wanted: &[(usize, String, Key)]) -> Self {
        let mut rows: Vec<Binding> = Vec::with_capacity(BINDINGS.len());
        for b in BINDINGS {
            let mut b = *b;
            if let Some((_, _, key)) = wanted.iter().find(|(_, name, _)| *name == b.command.name())
                && !is_ctrl_q(&b)
                && !(b.context.takes_text() && writes(*key))
            {
                if stays(&b) {
                    // The key people know goes on to do it, beside theirs.
                    rows.push(b);
                }
                (b.modifiers, b.code) = *key;
                // One key is enough in a context.
                if rows.iter().any(|r| (r.context, r.key(), r.command) == (b.context, b.key(), b.command)) {
                    continue;
                }
            }
            rows.push(b);
        }
        Self(rows)
    }

    /// Another command on a key of the one with this name where both hold.
    fn clash(&self, name: &str) -> Option<&Binding> {
        let unchanged = |b: &Binding| {
            let mut defaults = BINDINGS.iter().filter(|d| d.command == b.command);
            defaults.any(|d| (d.context, d.key()) == (b.context, b.key()))
        };
        let mut mine = self.0.iter().filter(|b| b.is_bound() && b.command.name() == name && !unchanged(b));
        let others = |m: &Binding| {
            let (context, key) = (m.context, m.key());
            let taken = |b: &&Binding| b.key() == key && meet(b.context, context) && b.command.name() != name;
            self.0.iter().find(taken)
        };
        mine.find_map(others)
    }

    /// All rows, in the order of the defaults.
    pub fn rows(&self) -> &[Binding] {
        &self.0
    }

    /// The key a command has in this context as people call it; where it has none there, as [`Self::of`].
    pub fn in_context(&self, context: Context, command: impl Into<Command>) -> String {
        let command = command.into();
        let here = self.0.iter().find(|b| b.is_bound() && b.context == context && b.command == command);
        here.map_or_else(|| self.of(command), Binding::key_name)
    }

    /// The key of a command as people call it; of several the function key, which is never an answer too.
    pub fn of(&self, command: impl Into<Command>) -> String {
        let command = command.into();
        let mut rows = self.0.iter().filter(|b| b.is_bound() && b.command == command);
        let function = rows.clone().find(|b| matches!(b.code, KeyCode::F(_)));
        function.or_else(|| rows.next()).map_or_else(String::new, Binding::key_name)
    }
}

/// What a letter or sign means, on all screens: plain text, or a Markdown table.
fn meanings(markdown: bool) -> String {
    let mut out = String::new();
    let mut rows: Vec<(String, &str)> = Vec::new();
    for (c, meaning, _) in MEANINGS {
        let key =
            Binding { code: KeyCode::Char(*c), modifiers: KeyModifiers::NONE, ..BINDINGS[0] }.key_name();
        match rows.last_mut().filter(|(_, last)| last == meaning) {
            Some((keys, _)) => *keys = format!("{keys} {key}"),
            None => rows.push((key, meaning)),
        }
    }
    if markdown {
        let _ = writeln!(out, "| {} | {} |", say!("Key"), say!("Means, on all screens"));
        out.push_str("| --- | --- |\n");
    } else {
        let _ = writeln!(out, "{}", say!("On all screens"));
    }
    for (keys, meaning) in rows {
        let meaning = words::text(meaning);
        let _ = if markdown {
            writeln!(out, "| `{keys}` | {meaning} |")
        } else {
            writeln!(out, "  {keys:<9} {meaning}")
        };
    }
    out
}

/// What each letter means, then every key with what it does, by context: plain text, or Markdown tables.
pub fn table(markdown: bool) -> String {
    let mut out = meanings(markdown);
    if markdown {
        out.push('\n');
        let _ = writeln!(out, "| {} | {} | {} |", say!("Where"), say!("Key"), say!("Does"));
        out.push_str("| --- | --- | --- |\n");
    }
    for context in Context::ALL {
        let place = words::text(context.word());
        if !markdown {
            let _ = writeln!(out, "{place}");
        }
        for b in BINDINGS.iter().filter(|b| b.context == context) {
            let help = words::text(b.help);
            // A command without a key is run from the list of all of them.
            let key =
                if b.is_bound() { b.key_name() } else { format!("({})", Keys::default().of(Global::Help)) };
            let _ = if markdown {
                writeln!(out, "| {place} | `{key}` | {help} |")
            } else {
                writeln!(out, "  {key:<9} {help}")
            };
        }
    }
    out
}

/// Whether two contexts can hold at the same time.
fn meet(a: Context, b: Context) -> bool {
    use Context as X;
    if a == b {
        return true;
    }
    if a.of_dialog() || b.of_dialog() {
        let one_of = |c| matches!(c, X::Help | X::Find | X::Words | X::Choose);
        let with = |a, b| {
            b == X::Global
                || (one_of(a) && b == X::Picker)
                || (a == X::Ticks && matches!(b, X::Choose | X::Picker))
                || (a == X::Offer && b == X::Reader)
        };
        return with(a, b) || with(b, a);
    }
    let everywhere = |c| matches!(c, X::List | X::Screen | X::Global);
    let rated = |c| matches!(c, X::Outline | X::Question | X::Soa | X::Spread);
    everywhere(a) || everywhere(b) || (a == X::Rating && rated(b)) || (b == X::Rating && rated(a))
}

/// Ctrl-Q quits and Esc leads one step out whatever settings say; where text is typed and in lists to choose from,
/// the arrows and Enter do what they do in every program.
fn stays(b: &Binding) -> bool {
    let known = matches!(b.code, KeyCode::Up | KeyCode::Down | KeyCode::Enter) && b.modifiers.is_empty();
    is_ctrl_q(b) || b.code == KeyCode::Esc || (known && b.context.takes_text())
}

fn is_ctrl_q(b: &Binding) -> bool {
    b.key() == (KeyModifiers::CONTROL, KeyCode::Char('q'))
}

/// Whether a key writes a character where text is typed.
fn writes((modifiers, code): Key) -> bool {
    matches!(code, KeyCode::Char(_)) && !modifiers.contains(KeyModifiers::CONTROL)
}

/// The command of a name; words when there is none that can have another key.
fn command(name: &str) -> Result<Command, String> {
    let found = BINDINGS.iter().map(|b| b.command).find(|c| c.name() == name);
    let found = found.ok_or_else(|| say!("there is no command of that name").to_owned())?;
    if found.is_answer() {
        return Err(say!("answers keep their keys").into());
    }
    Ok(found)
}

/// A key by its name; words when a terminal sends none like it, or it is not free.
fn read(name: &str) -> Result<Key, String> {
    let plain =
        |code| Ok((if code == KeyCode::BackTab { KeyModifiers::SHIFT } else { KeyModifiers::NONE }, code));
    if let Some((_, code)) = NAMED.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)) {
        return plain(*code);
    }
    if name.eq_ignore_ascii_case("Esc") {
        return Err(say!("Esc always leads one step out").into());
    }
    let mut chars = name.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        let typed = !c.is_whitespace() && text::clean(name) == name && super::text::width(name) > 0;
        return if typed { plain(KeyCode::Char(c)) } else { Err(say!("a terminal cannot send it").into()) };
    }
    let lower = name.to_lowercase();
    if let Some(n) = lower.strip_prefix('f').and_then(|n| n.parse::<u8>().ok()) {
        return if (1..=12).contains(&n) {
            plain(KeyCode::F(n))
        } else {
            Err(say!("there are F1 to F12").into())
        };
    }
    match lower.strip_prefix("ctrl-") {
        Some("q") => Err(say!("Ctrl-Q always quits").into()),
        Some("h") => Err(say!("it arrives as Backspace").into()),
        Some("i") => Err(say!("it arrives as Tab").into()),
        Some("j" | "m") => Err(say!("it arrives as Enter").into()),
        Some(rest) if rest.len() == 1 && rest.starts_with(|c: char| c.is_ascii_lowercase()) => {
            Ok((KeyModifiers::CONTROL, KeyCode::Char(rest.chars().next().unwrap_or('a'))))
        }
        Some(_) => Err(say!("a terminal sends Ctrl with letters only").into()),
        None if ["alt-", "shift-", "meta-", "super-", "cmd-"].iter().any(|m| lower.starts_with(m)) => {
            Err(say!("not every terminal sends it").into())
        }
        None => Err(say!("there is no such key").into()),
    }
}

/// Every command that can have another key: its name, the keys it has, what it does.
pub fn names() -> String {
    let mut out = String::new();
    let mut seen: Vec<String> = Vec::new();
    for b in BINDINGS {
        let name = b.command.name();
        if seen.contains(&name) || command(&name).is_err() {
            continue;
        }
        seen.push(name.clone());
        let mut keys: Vec<String> = Vec::new();
        for other in BINDINGS.iter().filter(|o| o.command.name() == name) {
            if other.is_bound() && !keys.contains(&other.key_name()) {
                keys.push(other.key_name());
            }
        }
        let _ = writeln!(out, "{:<14} {:<16} {}", name, keys.join(" "), words::text(b.help));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::keymap::OnScreen;

    fn with(changes: &[(&str, &str)]) -> (Keys, Vec<(usize, String)>) {
        let changes: Vec<_> = changes.iter().map(|(n, k)| ((*n).to_owned(), (*k).to_owned())).collect();
        Keys::with(&changes)
    }

    #[test]
    fn every_key_shown_can_be_written_in_settings() {
        for b in BINDINGS.iter().filter(|b| b.is_bound() && !stays(b)) {
            assert_eq!(read(&b.key_name()), Ok(b.key()), "{}", b.key_name());
        }
        for (name, code) in NAMED {
            let (modifiers, read) = read(name).unwrap_or((KeyModifiers::ALT, KeyCode::Null));
            assert_eq!(read, code);
            let b = Binding { modifiers, code, ..BINDINGS[0] };
            assert_eq!(b.key_name(), name);
        }
    }

    #[test]
    fn contexts_meet_where_a_screen_has_both() {
        use crate::tui::screen::Screen as S;
        let screens = [
            S::Home,
            S::Outline,
            S::Question,
            S::Room,
            S::Results,
            S::Gaps,
            S::Roadmap,
            S::Lists,
            S::Soa,
            S::Rehearsal,
            S::Spread,
            S::Workshop,
            S::Audit,
            S::History,
            S::About,
            S::Quick,
            S::Start,
            S::Ten,
            S::Clause,
            S::Xray,
            S::Backups,
            S::Portfolio,
        ];
        let together: Vec<&[Context]> = screens.into_iter().map(S::contexts).collect();
        let dialogs: [&[Context]; 12] = [
            &[Context::Help, Context::Picker, Context::Global],
            &[Context::Find, Context::Picker, Context::Global],
            &[Context::Words, Context::Picker, Context::Global],
            &[Context::Ticks, Context::Choose, Context::Picker, Context::Global],
            &[Context::Offer, Context::Reader, Context::Global],
            &[Context::Poll, Context::Global],
            &[Context::Ask, Context::Global],
            &[Context::Astray, Context::Global],
            &[Context::Note, Context::Global],
            &[Context::Line, Context::Global],
            &[Context::Form, Context::Global],
            &[Context::Reader, Context::Global],
        ];
        let together: Vec<&[Context]> = together.into_iter().chain(dialogs).collect();
        for a in Context::ALL {
            for b in Context::ALL {
                let both = together.iter().any(|list| list.contains(&a) && list.contains(&b));
                assert_eq!(meet(a, b), both, "{a:?} {b:?}");
            }
        }
    }

    #[test]
    fn keys_no_terminal_sends_are_refused() {
        for name in [
            "", "  ", "\t", "ab", "F0", "F13", "Ctrl-", "Ctrl-1", "Ctrl-F1", "Ctrl-Up", "Ctrl-I", "ctrl-m",
            "Ctrl-h", "Ctrl-J", "Ctrl-Q", "Alt-x", "Shift-a", "Super-k", "Esc", "\u{7}", "\u{200d}", "Hyper",
        ] {
            assert!(read(name).is_err(), "{name:?}");
        }
    }

    #[test]
    fn a_change_takes_the_place_of_every_key_of_the_command() {
        let (keys, faults) = with(&[("help", "F10"), ("quit", "Q"), ("explain", "j")]);
        assert_eq!(faults, []);
        let names = |command: Global| {
            let command = Command::from(command);
            keys.rows().iter().filter(|b| b.command == command).map(Binding::key_name).collect::<Vec<_>>()
        };
        let contexts: std::collections::BTreeSet<String> = BINDINGS
            .iter()
            .filter(|b| b.command == Global::Help.into())
            .map(|b| format!("{:?}", b.context))
            .collect();
        assert_eq!(names(Global::Help), vec!["F10"; contexts.len()], "one a context");
        assert_eq!(names(Global::Quit), ["Q", "Ctrl-Q"]);
        assert_eq!(keys.of(OnScreen::Explain), "j");
        assert_eq!(Keys::default().of(Global::Help), "F1");
    }

    #[test]
    fn two_commands_can_change_places() {
        let (keys, faults) = with(&[("undo", "x"), ("export", "u")]);
        assert_eq!(faults, []);
        assert_eq!((keys.of(OnScreen::Undo), keys.of(OnScreen::Export)), ("x".into(), "u".into()));
    }

    #[test]
    fn a_key_that_is_taken_is_refused_and_nothing_else_is() {
        for (changes, refused) in [
            (vec![("undo", "x")], vec![0]),
            // Seen from outside and from inside: each would hide the other.
            (vec![("undo", "e")], vec![0]),
            (vec![("note", "u")], vec![0]),
            (vec![("note", "3")], vec![0]),
            (vec![("undo", "Q"), ("export", "Q")], vec![1]),
            // What is refused goes back to its key, on which another one cannot stay.
            (vec![("undo", "x"), ("find", "u"), ("export", "3")], vec![0, 1, 2]),
            // Never on the screen together.
            (vec![("rank", "g")], vec![]),
            (vec![("split", "v")], vec![]),
        ] {
            let (keys, faults) = with(&changes);
            let found: Vec<usize> = faults.iter().map(|(n, _)| *n).collect();
            assert_eq!(found, refused, "{changes:?}: {faults:?}");
            for (n, (name, key)) in changes.iter().enumerate() {
                let has = keys.rows().iter().any(|b| b.command.name() == *name && b.key_name() == *key);
                assert_eq!(has, !refused.contains(&n), "{name}");
            }
        }
    }
}
