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
whole!(u8 u16 u32 u64 usize i32 i64 isize);

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
    while let Some(at) = rest.find(['{', '}']) {
        out.push_str(&rest[..at]);
        let brace = &rest[at..=at];
        let tail = &rest[at + 1..];
        if tail.starts_with(brace) {
            out.push_str(brace);
            rest = &tail[1..];
        } else if let (true, Some(end)) = (brace == "{", tail.find('}')) {
            place(&mut out, &tail[..end], args);
            rest = &tail[end + 1..];
        } else {
            out.push_str(brace);
            rest = tail;
        }
    }
    out.push_str(rest);
    out
}

/// Writes one pair of braces.
fn place(out: &mut String, inside: &str, args: &[(&str, &dyn Arg)]) {
    let name = inside.split(['|', '?']).next().unwrap_or(inside);
    let Some((_, value)) = args.iter().find(|(n, _)| *n == name) else {
        debug_assert!(false, "no value for {{{inside}}}");
        out.push('{');
        out.push_str(inside);
        return out.push('}');
    };
    let forms = &inside[name.len()..];
    let Some(kind) = forms.chars().next() else { return value.write(out) };
    if kind == '|' {
        value.write(out);
        out.push(' ');
    }
    let forms: Vec<&str> = forms[1..].split('|').collect();
    let which = language::now().plural(value.count().unwrap_or(2));
    out.push_str(forms.get(which).or(forms.last()).copied().unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use crate::say;

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
