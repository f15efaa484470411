//! Just enough of Rust's grammar to find string literals, what they stand in, and the calls of `say!`. Comments,
//! modules of tests and attributes other than `#[error]` are left out.

/// A string literal.
#[derive(Debug)]
pub(crate) struct Literal {
    pub(crate) text: String,
    pub(crate) line: usize,
    /// The calls it stands in, outermost first: `format!`, `expect`.
    pub(crate) within: Vec<String>,
}

/// A call of `say!`.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) text: String,
    pub(crate) line: usize,
    /// Names of the values behind the text.
    pub(crate) values: Vec<String>,
}

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Name(String),
    Text(String),
    Sign(char),
}

/// Tokens with their lines; lifetimes, numbers and single characters are signs that mean nothing here.
fn tokens(source: &str) -> Vec<(Token, usize)> {
    let c: Vec<char> = source.chars().collect();
    let at = |i: usize| c.get(i).copied().unwrap_or('\0');
    let (mut i, mut line, mut found) = (0, 1, Vec::new());
    while i < c.len() {
        let begins = (i, line);
        let token = match c[i] {
            '/' if at(i + 1) == '/' => {
                while i < c.len() && c[i] != '\n' {
                    i += 1;
                }
                None
            }
            '/' if at(i + 1) == '*' => {
                let mut depth = 0;
                loop {
                    match (at(i), at(i + 1)) {
                        ('/', '*') => depth += 1,
                        ('*', '/') => depth -= 1,
                        _ => {
                            i += 1;
                            continue;
                        }
                    }
                    i += 2;
                    if depth == 0 || i >= c.len() {
                        break;
                    }
                }
                None
            }
            '"' => Some(Token::Text(plain(&c, &mut i))),
            '\'' => {
                // A character, else a lifetime.
                if at(i + 1) == '\\' {
                    i += 3;
                    while i < c.len() && c[i] != '\'' {
                        i += 1;
                    }
                    i += 1;
                } else {
                    i += if at(i + 2) == '\'' { 3 } else { 1 };
                }
                None
            }
            first if first.is_alphanumeric() || first == '_' => {
                while at(i).is_alphanumeric() || at(i) == '_' {
                    i += 1;
                }
                let name: String = c[begins.0..i].iter().collect();
                let raw = matches!(name.as_str(), "r" | "br" | "cr") && matches!(at(i), '"' | '#');
                Some(if raw && (at(i) == '"' || matches!(at(i + 1), '"' | '#')) {
                    Token::Text(raw_text(&c, &mut i))
                } else {
                    Token::Name(name)
                })
            }
            other => {
                i += 1;
                (!other.is_whitespace()).then_some(Token::Sign(other))
            }
        };
        line += c[begins.0..i.min(c.len())].iter().filter(|c| **c == '\n').count();
        found.extend(token.map(|t| (t, begins.1)));
    }
    found
}

/// A text in plain quotes, as the program has it.
fn plain(c: &[char], i: &mut usize) -> String {
    let mut out = String::new();
    *i += 1;
    while let Some(&sign) = c.get(*i) {
        *i += 1;
        match sign {
            '"' => break,
            '\\' => {
                let escaped = c.get(*i).copied().unwrap_or('\0');
                *i += 1;
                match escaped {
                    '\n' => {
                        while c.get(*i).is_some_and(|c| c.is_whitespace()) {
                            *i += 1;
                        }
                    }
                    'n' => out.push('\n'),
                    't' => out.push('\t'),
                    'r' => out.push('\r'),
                    '0' => out.push('\0'),
                    // Which character it is makes no difference here.
                    'u' => {
                        while c.get(*i).is_some_and(|c| *c != '}') {
                            *i += 1;
                        }
                        *i += 1;
                        out.push('\u{fffd}');
                    }
                    'x' => {
                        *i += 2;
                        out.push('\u{fffd}');
                    }
                    other => out.push(other),
                }
            }
            other => out.push(other),
        }
    }
    out
}

/// A raw text; `i` stands behind its letter.
fn raw_text(c: &[char], i: &mut usize) -> String {
    let mut hashes = 0;
    while c.get(*i) == Some(&'#') {
        hashes += 1;
        *i += 1;
    }
    *i += 1;
    let mut out = String::new();
    while *i < c.len() {
        let ends = c[*i] == '"' && (1..=hashes).all(|n| c.get(*i + n) == Some(&'#'));
        if ends {
            *i += hashes + 1;
            break;
        }
        out.push(c[*i]);
        *i += 1;
    }
    out
}

fn sign(tokens: &[(Token, usize)], at: usize) -> Option<char> {
    match tokens.get(at) {
        Some((Token::Sign(c), _)) => Some(*c),
        _ => None,
    }
}

fn name(tokens: &[(Token, usize)], at: usize) -> Option<&str> {
    match tokens.get(at) {
        Some((Token::Name(n), _)) => Some(n),
        _ => None,
    }
}

/// Behind the group that opens at this token.
fn behind(tokens: &[(Token, usize)], opens: usize) -> usize {
    let (mut depth, mut at) = (0, opens);
    while at < tokens.len() {
        match sign(tokens, at) {
            Some('(' | '[' | '{') => depth += 1,
            Some(')' | ']' | '}') => depth -= 1,
            _ => {}
        }
        at += 1;
        if depth == 0 {
            break;
        }
    }
    at
}

/// Tokens without attributes and without modules of tests.
fn code(source: &str) -> Vec<(Token, usize)> {
    let all = tokens(source);
    let (mut kept, mut at) = (Vec::new(), 0);
    while at < all.len() {
        let inner = usize::from(sign(&all, at + 1) == Some('!'));
        let opens = at + 1 + inner;
        if sign(&all, at) != Some('#')
            || sign(&all, opens) != Some('[')
            || name(&all, opens + 1) == Some("error")
        {
            kept.push(all[at].clone());
            at += 1;
            continue;
        }
        let ends = behind(&all, opens);
        let is_test = name(&all, opens + 1) == Some("cfg") && name(&all, opens + 3) == Some("test");
        at = ends;
        // Other attributes may stand between.
        while is_test && sign(&all, at) == Some('#') {
            at = behind(&all, at + 1);
        }
        if is_test && name(&all, at) == Some("mod") && sign(&all, at + 2) == Some('{') {
            at = behind(&all, at + 2);
        }
    }
    kept
}

/// Every string literal of a source text.
pub(crate) fn literals(source: &str) -> Vec<Literal> {
    let code = code(source);
    let (mut within, mut found) = (Vec::<String>::new(), Vec::new());
    for (at, (token, line)) in code.iter().enumerate() {
        match token {
            Token::Sign('(' | '[' | '{') => within.push(called(&code, at)),
            Token::Sign(')' | ']' | '}') => drop(within.pop()),
            Token::Text(text) => {
                let calls = within.iter().filter(|w| !w.is_empty()).cloned().collect();
                found.push(Literal { text: text.clone(), line: *line, within: calls });
            }
            _ => {}
        }
    }
    found
}

/// What is called with the group that opens here.
fn called(code: &[(Token, usize)], opens: usize) -> String {
    let Some(before) = opens.checked_sub(1) else { return String::new() };
    match (sign(code, before), before.checked_sub(1).and_then(|b| name(code, b))) {
        (Some('!'), Some(name)) => format!("{name}!"),
        _ => name(code, before).unwrap_or_default().to_owned(),
    }
}

/// Every call of `say!` of a source text.
pub(crate) fn sayings(source: &str) -> Vec<Said> {
    let code = code(source);
    let mut found = Vec::new();
    for at in 0..code.len() {
        if name(&code, at) != Some("say") || sign(&code, at + 1) != Some('!') {
            continue;
        }
        let Some((Token::Text(text), line)) = code.get(at + 3) else { continue };
        let ends = behind(&code, at + 2) - 1;
        found.push(Said { text: text.clone(), line: *line, values: values(&code, at + 4, ends) });
    }
    found
}

/// The names of the values between two tokens: `name` or `name = expression`, with commas.
fn values(code: &[(Token, usize)], from: usize, to: usize) -> Vec<String> {
    let (mut found, mut at) = (Vec::new(), from);
    while at < to {
        match sign(code, at) {
            Some(',') => {
                found.extend(name(code, at + 1).filter(|_| at + 1 < to).map(str::to_owned));
                at += 1;
            }
            Some('(' | '[' | '{') => at = behind(code, at),
            // A comma in a closure's arguments parts no values.
            Some('|') if sign(code, at + 1) != Some('|') && closure(code, at) => {
                at += 1;
                while at < to && sign(code, at) != Some('|') {
                    at += 1;
                }
                at += 1;
            }
            _ => at += 1,
        }
    }
    found
}

/// Whether a stroke opens a closure: nothing stands before it that it could be applied to.
fn closure(code: &[(Token, usize)], at: usize) -> bool {
    match at.checked_sub(1).and_then(|b| code.get(b)) {
        Some((Token::Sign(c), _)) => matches!(c, '=' | ',' | '(' | '{'),
        Some((Token::Name(n), _)) => n == "move",
        _ => false,
    }
}
