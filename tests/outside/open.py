"""Opens what an export wrote: documents by python-docx, workbooks by openpyxl, calendars by icalendar, tables and data by
the standard library. The folders are the arguments; a package that is missing is an error only where it is demanded."""
import csv, datetime, io, json, os, pathlib, sys

seen = {}


def package(name):
    try:
        return __import__(name)
    except ImportError:
        if os.environ.get("DEMANDED"):
            raise
        return None


def document(path, docx):
    d = docx.Document(str(path))
    assert d.core_properties.title, "no title"
    assert len(d.paragraphs) > 5, "no words"
    assert any(p.style.name.startswith(("Heading", "Title")) for p in d.paragraphs), "no headings"
    for table in d.tables:
        assert len(table.rows) > 0 and len(table.columns) > 0
        assert all(len(row.cells) == len(table.columns) for row in table.rows), "ragged table"


def workbook(path, openpyxl):
    shown = openpyxl.load_workbook(path, data_only=True)
    asked = openpyxl.load_workbook(path)
    assert shown.sheetnames and shown.properties.created is not None
    for sheet in asked.worksheets:
        assert sheet.max_row > 0
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    value = shown[sheet.title][cell.coordinate].value
                    formula = str(cell.value)
                    # What follows an empty cell is empty, and read as nothing.
                    may_be_empty = formula.endswith('&""') or formula.startswith("=IF(")
                    assert may_be_empty or value is not None, f"{sheet.title}!{cell.coordinate} shows nothing yet"
                    for live in ("HYPERLINK", "WEBSERVICE", "IMPORT", "DDE", "[", "|"):
                        assert live not in formula, f"{sheet.title}!{cell.coordinate}: {formula}"


def calendar(path, icalendar):
    raw = path.read_bytes()
    c = icalendar.Calendar.from_ical(raw)
    events = c.walk("VEVENT")
    plan = json.loads((path.parent / "everything.json").read_text("utf-8"))["roadmap"]
    assert len(events) == len(plan["items"]) + len(plan["milestones"]), len(events)
    assert not c.walk("VALARM") and b"\nATTENDEE" not in raw and b"\nORGANIZER" not in raw
    day = datetime.date.fromisoformat
    one = datetime.timedelta(days=1)
    expected = [(day(i["start"]), day(i["end"]) + one) for i in plan["items"]]
    expected += [(day(m["date"]), day(m["date"]) + one) for m in plan["milestones"]]
    assert [(e.decoded("DTSTART"), e.decoded("DTEND")) for e in events] == expected
    assert len({str(e["UID"]) for e in events}) == len(events)
    for e, i in zip(events, plan["items"]):
        assert i["id"] in str(e["SUMMARY"]) and str(e["DESCRIPTION"]), e
        if i["owner"].isalpha():
            assert i["owner"] in str(e["DESCRIPTION"])


def table(path):
    text = path.read_bytes().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert rows and all(len(r) == len(rows[0]) for r in rows), "ragged"
    assert len(set(rows[0])) == len(rows[0]), "two columns of one name"
    for cell in (c for r in rows[1:] for c in r):
        number = cell.replace(".", "", 1).lstrip("-").isdigit()
        assert number or not cell.lstrip().startswith(("=", "+", "-", "@")), f"a formula: {cell[:40]}"


OPENERS = {".docx": (document, "docx"), ".xlsx": (workbook, "openpyxl"), ".ics": (calendar, "icalendar")}
for folder in map(pathlib.Path, sys.argv[1:]):
    for path in sorted(folder.iterdir()):
        ending = path.suffix
        try:
            if ending in OPENERS:
                opener, name = OPENERS[ending]
                module = package(name)
                if module is None:
                    continue
                opener(path, module)
            elif ending == ".csv":
                table(path)
            elif ending == ".json":
                json.loads(path.read_text("utf-8"))
            else:
                path.read_bytes().decode("utf-8") if ending in (".md", ".mmd", ".html", ".sql") else None
                continue
        except Exception as error:
            raise SystemExit(f"{path.parent.name}/{path.name} did not open: {type(error).__name__}: {error}")
        seen[ending] = seen.get(ending, 0) + 1
print(json.dumps(seen))
