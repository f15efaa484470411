use std::collections::BTreeSet;

use super::*;

/// Short forms that no narrow letters have room for in two lines of the smallest usual window, where there is nothing but
/// whole cells to draw with: their words are longer than the half of it.
const TOO_LONG: usize = 5;

fn short_forms() -> Vec<String> {
    let q = crate::bank::embedded().unwrap();
    q.requirements.iter().map(|r| r.short_question().to_owned()).collect()
}

/// The short form of every question is in large letters in the smallest window, and in larger ones in a larger window.
#[test]
fn every_short_form_is_large_at_every_size() {
    for short in short_forms() {
        let small = fit(&short, 78, 12, false);
        assert!(small.is_large() && small.rows() <= 12, "{short}");
        let wide = fit(&short, 238, 24, false);
        assert!(wide.size.is_some_and(|size| size.rows(1) == 8), "{short}");
    }
}

#[test]
fn nearly_every_short_form_is_large_without_block_signs_and_all_with_a_third_line() {
    let all = short_forms();
    let plain: Vec<&String> = all.iter().filter(|short| !fit(short, 78, 12, true).is_large()).collect();
    assert!(plain.len() <= TOO_LONG, "{plain:?}");
    for short in &all {
        let three = fit(short, 78, 18, true);
        assert!(three.is_large() && three.lines.len() <= MOST, "{short}");
        let wide = fit(short, 238, 36, true);
        assert!(wide.size.is_some_and(|size| size.rows(1) >= 12), "{short}");
    }
}

#[test]
fn what_has_no_such_letters_or_no_room_is_plain() {
    for ascii in [false, true] {
        assert!(!fit("\u{8aad}\u{3080}", 78, 12, ascii).is_large());
        assert!(!fit("Who accepted what is left?", 78, 2, ascii).is_large());
        assert!(fit("Who?", 78, 12, ascii).is_large());
        // Accents of the West are no reason to shrink.
        assert!(fit("Qui d\u{e9}cide?", 78, 12, ascii).is_large());
    }
}

#[test]
fn every_narrow_letter_is_another_and_as_wide_in_each_row() {
    let mut known = BTreeSet::new();
    for c in ' '..='~' {
        let Some(letter) = letters::of(c) else { continue };
        assert!(letter.iter().all(|row| row.len() == letter[0].len()), "{c}");
        assert!(known.insert((c.to_ascii_uppercase(), *letter)) || c.is_lowercase(), "{c}");
    }
    let rows: BTreeSet<_> = known.iter().map(|(_, rows)| rows).collect();
    // I and | are the same stroke.
    assert_eq!(rows.len() + 1, known.len());
    for c in ('A'..='Z').chain('0'..='9') {
        assert!(letters::of(c).is_some(), "{c}");
    }
}

#[test]
fn narrow_letters_are_three_rows_of_half_blocks() {
    assert_eq!(
        narrow("4?"),
        [
            "\u{2588} \u{2588} \u{2580}\u{2580}\u{2588}",
            "\u{2580}\u{2580}\u{2588}  \u{2580}\u{2580}",
            "  \u{2580}  \u{2580} "
        ]
    );
}
