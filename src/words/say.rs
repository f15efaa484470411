//! [`say!`](crate::say): English in place as the key of a catalogue, values by name, plurals.
//!
//! `say!("Gap register")` is a `&'static str`. With values it is a `String`:
//! `say!("{n|gap|gaps} of {of} in {name}", n = 3, of = 70, name)`.
//!
//! * `{name}` is a value: a variable of that name, or `name = expression` behind the text.
//! * `{n|gap|gaps}` is the number, a blank and the form for it ("1 gap", "3 gaps").
//! * `{n?is|are}` is the form alone.
//! * `{{` and `}}` are braces.

use std::borrow::Cow;
use std::fmt::Write;

use super::language;

/// Something said to a person, in the language of this thread; see the module [`words`](crate::words).
#[macro_export]
macro_rules! say {
    ($english:literal $(,)?) => { $crate::words::text($english) };
    ($english:literal, $($args:tt)+) => { $crate::say_args!($english; []; $($args)+ ,) };
}

/// Collects the values of [`say!`]; for that macro alone.
#[doc(hidden)]
#[macro_export]
macro_rules! say_args {
    ($english:literal; [$($done:tt)*]; $name:ident = $value:expr, $($rest:tt)*) => {
        $crate::say_args!($english; [$($done)* (stringify!($name), &$value as &dyn $crate::words::Arg),]; $($rest)*)
    };
    ($english:literal; [$($done:tt)*]; $name:ident, $($rest:tt)*) => {
        $crate::say_args!($english; [$($done)* (stringify!($name), &$name as &dyn $crate::words::Arg),]; $($rest)*)
    };
    ($english:literal; [$($done:tt)*]; $(,)?) => { $crate::words::said($english, &[$($done)*]) };
}

/// A value in a sentence.
pub trait Arg {
    /// Writes it as it stands in the sentence.
    fn write(&self, out: &mut String);
    /// The number plurals go by; none when it is no whole number.
    fn count(&self) -> Option<u64> {
        None
    }
}

macro_rules! whole {
    ($($t:ty)*) => { $(impl Arg for $t {
        fn write(&self, out: &mut String) {
            let _ = write!(out, "{self}");
        }
        fn count(&self) -> Option<u64> {
            u64::try_from(*self).ok()
        }
    })* };
}
whole!(u8 u16 u32 u64 usize i8 i16 i32 i64 isize);

macro_rules! shown {
    ($($t:ty)*) => { $(impl Arg for $t {
        fn write(&self, out: &mut String) {
            let _ = write!(out, "{self}");
        }
    })* };
}
shown!(str String char f64 Cow<'_, str> jiff::civil::Date);

impl<T: Arg + ?Sized> Arg for &T {
    fn write(&self, out: &mut String) {
        (**self).write(out);
    }
    fn count(&self) -> Option<u64> {
        (**self).count()
    }
}

/// A text without values.
pub fn text(english: &'static str) -> &'static str {
    language::now().text(english)
}

/// A text with its values put in. A value nobody gave stays as its name in braces, which the tests look for.
pub fn said(english: &'static str, args: &[(&str, &dyn Arg)]) -> String {
    let template = language::now().text(english);
    let mut out = String::with_capacity(template.len() + 24);
    let mut rest = template;
    while let Some((before, tail)) = rest.split_once(['{', '}']) {
        let opens = rest.get(before.len()..).is_some_and(|r| r.starts_with('{'));
        let brace = if opens { '{' } else { '}' };
        out.push_str(before);
        if let Some(after) = tail.strip_prefix(brace) {
            out.push(brace);
            rest = after;
        } else if let (true, Some((inside, after))) = (opens, tail.split_once('}')) {
            place(&mut out, inside, args);
            rest = after;
        } else {
            out.push(brace);
            rest = tail;
        }
    }
    out.push_str(rest);
    out
}

/// Writes one pair of braces.
fn place(out: &mut String, inside: &str, args: &[(&str, &dyn Arg)]) {
    let (name, forms) = match inside.split_once(['|', '?']) {
        Some((name, forms)) => (name, Some(forms)),
        None => (inside, None),
    };
    let Some((_, value)) = args.iter().find(|(n, _)| *n == name) else {
        debug_assert!(false, "no value for {{{inside}}}");
        let _ = write!(out, "{{{inside}}}");
        return;
    };
    let Some(forms) = forms else { return value.write(out) };
    if inside.get(name.len()..).is_some_and(|r| r.starts_with('|')) {
        value.write(out);
        out.push(' ');
    }
    let which = language::now().plural(value.count().unwrap_or(2));
    out.push_str(forms.split('|').nth(which).or(forms.split('|').next_back()).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    #[test]
    fn values_plurals_and_braces() {
        let name = "Ana";
        assert_eq!(say!("Gap register"), "Gap register");
        assert_eq!(say!("{n|gap|gaps} of {of}, {name}", n = 3, of = 70_usize, name), "3 gaps of 70, Ana");
        assert_eq!(say!("There {n?is|are} {n|gap|gaps}.", n = 1), "There is 1 gap.");
        assert_eq!(say!("{{{a}}}", a = "x",), "{x}");
        assert_eq!(say!("{n|gap|gaps}", n = 0), "0 gaps");
    }
}
