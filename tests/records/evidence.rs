//! Evidence proves the checks it names and is seen by a person of the register on a date.

use clausewise::bank;
use clausewise::model::record::{EVIDENCE, PERSON, read, write};
use clausewise::model::{Assessment, Edit, Questionnaire, Rid, Scores};

use crate::random::{context, kinds};

struct Room {
    q: Questionnaire,
    a: Assessment,
    next: u64,
}

impl Room {
    fn new() -> Self {
        let q = bank::embedded().unwrap();
        let mut a = Assessment::new(&q);
        a.set(&q, "5.2", Some("5".to_owned()));
        Self { q, a, next: 0 }
    }

    fn add(&mut self, kind: &'static clausewise::model::record::Kind, fields: &[(&str, &str)]) -> Rid {
        self.next += 1;
        let id = Rid::new(1_770_000_000, self.next);
        let draft = fields.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        let e = write::add(context(&self.q, &self.a, &kinds()), kind, &id, &draft).unwrap();
        self.a.apply(&self.q, &e);
        id
    }

    fn set(&mut self, id: &Rid, field: &str, value: &str) {
        let draft = [(field.to_owned(), value.to_owned())].into();
        let rec = read::at(&self.a, &EVIDENCE, id);
        let e = write::set(context(&self.q, &self.a, &kinds()), &rec, &draft).unwrap();
        self.a.apply(&self.q, &e);
    }

    fn leaves(&mut self, person: &Rid) -> Edit {
        let e = write::remove(context(&self.q, &self.a, &kinds()), &read::at(&self.a, &PERSON, person));
        self.a.apply(&self.q, &e);
        e
    }

    /// Claimed and seen.
    fn counts(&self) -> (u32, u32) {
        let s = Scores::compute(&self.q, &self.a);
        (s.evidence.claimed, s.evidence.seen)
    }
}

#[test]
fn only_a_person_of_the_register_makes_evidence_seen() {
    let mut room = Room::new();
    let of = room.q.checks_of(room.q.requirement_index("5.2").unwrap());
    let mandatory = of.filter(|c| room.q.check(*c).mandatory).count() as u32;
    assert!(mandatory > 1);
    let paper = room.add(&EVIDENCE, &[("what", "Policy"), ("shows", "5.2/1")]);
    assert_eq!(room.counts(), (mandatory, 0), "named, but nobody has seen it");
    for words in ["nobody yet", "Ana", "everybody on 2026-11-20"] {
        room.set(&paper, "seen-note", words);
        assert_eq!(room.counts().1, 0, "{words}");
    }
    let ana = room.add(&PERSON, &[("name", "Ana")]);
    assert_eq!(room.counts().1, 0, "a note with her name is no look at the document");
    room.set(&paper, "seen-by", "Ana: 2026-11-20");
    assert_eq!(room.counts().1, 1, "the check it names and no other");
    room.set(&paper, "shows", "5.2");
    assert_eq!(room.counts().1, mandatory, "a requirement stands for all of its checks");
    room.set(&paper, "shows", "5.2/1");
    let e = room.leaves(&ana);
    assert_eq!(room.counts().1, 0, "she is not in the register");
    assert!(!room.a.evidence()[0].is_seen());
    room.a.apply(&room.q, &e.inverse());
    assert_eq!(room.counts().1, 1, "she is back");

    // Somebody else can look at it too, although one who did has left.
    room.leaves(&ana);
    room.add(&PERSON, &[("name", "Bo")]);
    let shown =
        write::draft(context(&room.q, &room.a, &kinds()), &read::at(&room.a, &EVIDENCE, &paper))["seen-by"]
            .clone();
    room.set(&paper, "seen-by", &format!("{shown}, Bo: 2026-11-21"));
    assert_eq!(room.a.evidence()[0].seen_by, [("Bo".to_owned(), "2026-11-21".to_owned())]);
    assert_eq!(room.counts().1, 1);
    assert_eq!(read::at(&room.a, &EVIDENCE, &paper).members("seen-by").len(), 2, "her look is kept");
}

#[test]
fn a_look_without_a_day_or_a_removed_piece_counts_for_nothing() {
    let mut room = Room::new();
    let ana = room.add(&PERSON, &[("name", "Ana")]);
    let paper = room.add(&EVIDENCE, &[("what", "Policy"), ("shows", "5.2/1")]);
    let key = format!("{}.{ana}", EVIDENCE.key_of(&paper, "seen-by"));
    for wrong in ["yes", "last spring", "9999-01-01"] {
        room.a.set(&room.q, &key, Some(wrong.to_owned()));
        assert_eq!(room.counts().1, 0, "{wrong}");
        assert!(room.a.beyond().contains_key(&key));
    }
    room.a.set(&room.q, &key, Some("2026-11-20".to_owned()));
    assert_eq!(room.counts().1, 1);
    let e = write::remove(context(&room.q, &room.a, &kinds()), &read::at(&room.a, &EVIDENCE, &paper));
    room.a.apply(&room.q, &e);
    assert_eq!(room.counts().1, 0);
    assert_eq!(room.a.evidence_for(&room.q, room.q.requirement_index("5.2").unwrap()), []);
    room.a.apply(&room.q, &e.inverse());
    assert_eq!(room.counts().1, 1);
}
