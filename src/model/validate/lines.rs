//! On which line each place of a JSON text stands, and which keys are written twice. The reader in use
//! tells neither. Expects text that has been read as JSON before; only [`super`] may use it.

use std::collections::HashMap;

/// Places of one text.
#[derive(Debug, Default)]
pub(super) struct Lines {
    /// JSON pointer to line, from 1.
    at: HashMap<String, usize>,
    /// Pointers of keys that had been written before in the same part.
    pub(super) twice: Vec<String>,
}

impl Lines {
    /// Walks a text that is known to be JSON.
    pub(super) fn of(text: &str) -> Self {
        let mut walk = Walk { bytes: text.as_bytes(), at: 0, line: 1, found: Self::default() };
        walk.value("");
        walk.found
    }

    /// The line of a place; of the nearest place above it when it is not there itself.
    pub(super) fn line(&self, pointer: &str) -> Option<usize> {
        let mut pointer = pointer;
        loop {
            if let Some(line) = self.at.get(pointer) {
                return Some(*line);
            }
            pointer = pointer.rsplit_once('/')?.0;
        }
    }
}

/// A key as a step of a JSON pointer.
pub(super) fn step(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

struct Walk<'a> {
    bytes: &'a [u8],
    at: usize,
    line: usize,
    found: Lines,
}

impl Walk<'_> {
    /// The next byte that is no white space; stays on it.
    fn peek(&mut self) -> Option<u8> {
        while let Some(b) = self.bytes.get(self.at) {
            match b {
                b'\n' => self.line += 1,
                b' ' | b'\t' | b'\r' => {}
                b => return Some(*b),
            }
            self.at += 1;
        }
        None
    }

    /// Steps over a string and gives it decoded.
    fn string(&mut self) -> String {
        let start = self.at;
        self.at += 1;
        while let Some(b) = self.bytes.get(self.at) {
            self.at += match b {
                b'\\' => 2,
                b'"' => break,
                _ => 1,
            };
        }
        self.at += 1;
        let raw = self.bytes.get(start..self.at).unwrap_or_default();
        serde_json::from_slice(raw).unwrap_or_default()
    }

    fn value(&mut self, pointer: &str) {
        let first = self.peek();
        self.found.at.insert(pointer.to_owned(), self.line);
        match first {
            Some(b'{') => self.members(b'}', pointer),
            Some(b'[') => self.members(b']', pointer),
            Some(b'"') => {
                self.string();
            }
            _ => {
                while self
                    .bytes
                    .get(self.at)
                    .is_some_and(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'+' | b'.'))
                {
                    self.at += 1;
                }
            }
        }
    }

    /// Members of an object or a list, up to its closing sign. The reader has bounded the depth.
    fn members(&mut self, end: u8, pointer: &str) {
        self.at += 1;
        let mut n = 0;
        while let Some(b) = self.peek() {
            if b == end {
                self.at += 1;
                return;
            }
            if b == b',' {
                self.at += 1;
                continue;
            }
            let before = self.at;
            if end == b'}' {
                let inner = format!("{pointer}/{}", step(&self.string()));
                if self.peek() == Some(b':') {
                    self.at += 1;
                }
                if self.found.at.contains_key(&inner) {
                    self.found.twice.push(inner.clone());
                }
                self.value(&inner);
            } else {
                self.value(&format!("{pointer}/{n}"));
                n += 1;
            }
            // Only text that is no JSON at all could stand still here.
            if self.at == before {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_knows_its_line() {
        let text = "{\n \"a\": [1,\n  {\"b/c\": \"x\\\"}\",\n   \"d\": -1.5e3}],\n \"e\": {}, \"e\": null\n}";
        let lines = Lines::of(text);
        for (pointer, line) in [("", 1), ("/a/0", 2), ("/a/1/b~1c", 3), ("/a/1/d", 4), ("/e", 5)] {
            assert_eq!(lines.line(pointer), Some(line), "{pointer}");
        }
        assert_eq!(lines.line("/a/1/missing"), Some(3));
        assert_eq!(lines.twice, ["/e"]);
    }
}
