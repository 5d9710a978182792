"""How a case file came to have its tables: named changes, each applied once, in one transaction with its own record.

A case's `user_version` is the number of changes that it has had. Changes are only ever added at the end of the list,
so that an old file on somebody's laptop opens in next year's sayso.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import msgspec

from sayso.nouns.report import host_of

APPLICATION_ID = 0x73617973
"""SQLite's mark for whose file this is: "says" in ASCII."""

_SAID = """
CREATE TABLE {table} (
    report INTEGER NOT NULL REFERENCES readings (report) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (report, position)
)
"""

_NEVER = """
CREATE TRIGGER judgements_never_{verb} BEFORE {verb} ON judgements
BEGIN SELECT RAISE (ABORT, 'a judgement is only ever superseded'); END
"""


_NOTED = "CREATE TRIGGER {name} {when} BEGIN INSERT INTO changes (report) VALUES ({report}); END"


def originals_and_reports(case: sqlite3.Connection) -> None:
    """What came in, and an index of its words.

    `given` is the id that a report came with; `id` differs from it where two texts came with one id. Text stands last
    in its row, so that reading the other columns never touches the pages that it fills.
    """
    case.execute(
        "CREATE TABLE originals (sha256 TEXT PRIMARY KEY, media_type TEXT NOT NULL, size INTEGER NOT NULL,"
        " content BLOB NOT NULL)"
    )
    case.execute(
        """
        CREATE TABLE reports (
            key INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            given TEXT NOT NULL,
            sha256 TEXT NOT NULL REFERENCES originals (sha256),
            path TEXT,
            url TEXT,
            title TEXT,
            publisher TEXT,
            published TEXT,
            language TEXT,
            readable INTEGER NOT NULL,
            withdrawn INTEGER NOT NULL DEFAULT 0,
            details TEXT NOT NULL,
            offsets TEXT NOT NULL,
            text TEXT NOT NULL,
            UNIQUE (given, sha256)
        )
        """
    )
    case.execute(
        "CREATE VIRTUAL TABLE words USING fts5 (title, text, content = 'reports', content_rowid = 'key',"
        " tokenize = 'unicode61 remove_diacritics 2')"
    )


def readings(case: sqlite3.Connection) -> None:
    """What reports say, a row a thing; a report without a row in `readings` has not been read."""
    case.execute(
        "CREATE TABLE readings (report INTEGER PRIMARY KEY REFERENCES reports (key) ON DELETE CASCADE,"
        " reader TEXT NOT NULL, whens TEXT NOT NULL, wheres TEXT NOT NULL)"
    )
    for table in ("claims", "attributions", "mentions", "violations"):
        case.execute(_SAID.format(table=table))
        case.execute(f"CREATE INDEX {table}_id ON {table} (id)")


def issues_and_judgements(case: sqlite3.Connection) -> None:
    """What went wrong, kept by a digest of its content, and what people decided, which nobody can change."""
    case.execute(
        "CREATE TABLE issues (digest TEXT PRIMARY KEY, report INTEGER REFERENCES reports (key) ON DELETE CASCADE,"
        " came TEXT NOT NULL, body TEXT NOT NULL)"
    )
    case.execute("CREATE INDEX issues_report ON issues (report)")
    case.execute(
        "CREATE TABLE judgements (id INTEGER PRIMARY KEY, kind TEXT NOT NULL,"
        " report INTEGER NOT NULL REFERENCES reports (key), by TEXT, because TEXT NOT NULL, at TEXT NOT NULL)"
    )
    case.execute("CREATE INDEX judgements_report ON judgements (report)")
    for verb in ("UPDATE", "DELETE"):
        case.execute(_NEVER.format(verb=verb))


def record(case: sqlite3.Connection) -> None:
    """The record as last computed; everything in it can be computed again."""
    case.execute("CREATE TABLE events (id TEXT PRIMARY KEY, body TEXT NOT NULL)")
    for table in ("tolls", "disputes"):
        case.execute(
            f"CREATE TABLE {table} (id TEXT NOT NULL, event TEXT NOT NULL REFERENCES events (id) ON DELETE CASCADE,"
            " PRIMARY KEY (id, event)) WITHOUT ROWID"
        )
        case.execute(f"CREATE INDEX {table}_event ON {table} (event)")
    case.execute(
        "CREATE TABLE copies (report TEXT NOT NULL, of TEXT NOT NULL, share REAL NOT NULL, PRIMARY KEY (report, of))"
        " WITHOUT ROWID"
    )
    case.execute("CREATE TABLE parties (position INTEGER PRIMARY KEY, name TEXT NOT NULL, body TEXT NOT NULL)")
    case.execute("CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID")


def copies_with_passages(case: sqlite3.Connection) -> None:
    """Copies with what they have in common, as JSON; those of an older record are computed again."""
    case.execute("DROP TABLE copies")
    case.execute(
        "CREATE TABLE copies (report TEXT NOT NULL, of TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (report, of))"
        " WITHOUT ROWID"
    )


def signatures(case: sqlite3.Connection) -> None:
    """By what a report's text is compared with others, drawn once; `drawn` names the way in which that was done."""
    case.execute(
        "CREATE TABLE signatures (report INTEGER PRIMARY KEY REFERENCES readings (report) ON DELETE CASCADE,"
        " drawn TEXT NOT NULL, body BLOB NOT NULL)"
    )


def judgements_of_anything(case: sqlite3.Connection) -> None:
    """A judgement may be about anything, by words and hashes instead of rows, and so also about what is not here yet.

    `sha256`: of the report that is withdrawn or restored. What people decided before is written down anew.
    """
    for verb in ("UPDATE", "DELETE"):
        case.execute(f"DROP TRIGGER judgements_never_{verb}")
    old = case.execute(
        "SELECT kind, reports.id, reports.given, reports.sha256, reports.title, by, because, at FROM judgements"
        " JOIN reports ON reports.key = judgements.report ORDER BY judgements.id"
    ).fetchall()
    case.execute("DROP TABLE judgements")
    case.execute(
        "CREATE TABLE judgements (position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, at TEXT NOT NULL, sha256 TEXT,"
        " body TEXT NOT NULL)"
    )
    case.execute("CREATE INDEX judgements_sha256 ON judgements (sha256) WHERE sha256 IS NOT NULL")
    last = datetime.min.replace(tzinfo=UTC)
    for kind, name, given, sha256, title, by, because, at in old:
        last, at = _later(at, last)
        about = {"id": name, "kind": "report", "report": given, "sha256": sha256, "told": title or name}
        said = {"about": [about], "at": at, "because": because, **({"by": by} if by else {}), "kind": kind}
        key = "j" + hashlib.sha256(msgspec.json.encode([said])).hexdigest()[:16]
        body = msgspec.json.encode({"id": key, **said, "by": by, "about": [{**about, "quoted": []}], "values": None})
        case.execute(
            "INSERT INTO judgements (id, at, sha256, body) VALUES (?, ?, ?, ?)", (key, at, sha256, body.decode())
        )
    for verb in ("UPDATE", "DELETE"):
        case.execute(_NEVER.format(verb=verb))


def places_of_titles(case: sqlite3.Connection) -> None:
    """With each reading the places that the report's title names and its text does not."""
    case.execute("ALTER TABLE readings ADD COLUMN title TEXT NOT NULL DEFAULT '{}'")


def work_on_the_record(case: sqlite3.Connection) -> None:
    """What the record was made with, so that it can follow what changes; and what changed since.

    `changes` holds a row whenever something came that a record follows from, whoever wrote it; its positions only rise.
    """
    case.execute("CREATE TABLE notes (name TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID")
    case.execute(
        "CREATE TABLE marks (name TEXT NOT NULL, member TEXT NOT NULL, PRIMARY KEY (name, member)) WITHOUT ROWID"
    )
    case.execute("DROP TABLE parties")
    case.execute("CREATE TABLE parties (name TEXT NOT NULL, body TEXT NOT NULL)")
    case.execute("CREATE INDEX parties_name ON parties (name)")
    case.execute("CREATE TABLE changes (position INTEGER PRIMARY KEY AUTOINCREMENT, report TEXT NOT NULL)")
    told = "id, url, title, publisher, published, language, text, withdrawn"
    for name, when, report in (
        ("reading_came", "AFTER INSERT ON readings", "(SELECT id FROM reports WHERE key = NEW.report)"),
        ("reading_went", "AFTER DELETE ON readings", "(SELECT id FROM reports WHERE key = OLD.report)"),
        ("report_changed", f"AFTER UPDATE OF {told} ON reports", "NEW.id"),
        ("report_renamed", "AFTER UPDATE OF id ON reports", "OLD.id"),
    ):
        case.execute(_NOTED.format(name=name, when=when, report=report))
    case.execute("DELETE FROM meta WHERE name IN ('record made from', 'overruled')")


def facts_for_lists(case: sqlite3.Connection) -> None:
    """What lists ask of events and claims, in columns of their own; the record is made anew with them."""
    case.execute(
        "CREATE TABLE event_facts (event TEXT PRIMARY KEY, main_for, reports, part_of, earliest, latest, kind, place,"
        " place_kind, country, latitude, longitude, disputes, people) WITHOUT ROWID"
    )
    case.execute(
        "CREATE INDEX event_facts_prominence ON event_facts (main_for DESC, reports DESC, part_of IS NOT NULL, event)"
    )
    case.execute("CREATE INDEX event_facts_parts ON event_facts (part_of) WHERE part_of IS NOT NULL")
    case.execute("CREATE INDEX event_facts_days ON event_facts (coalesce(earliest, latest), event)")
    case.execute("CREATE INDEX event_facts_disputed ON event_facts (disputes) WHERE disputes > 0")
    case.execute(
        "CREATE TABLE claim_facts (report INTEGER NOT NULL REFERENCES readings (report) ON DELETE CASCADE, claim,"
        " effect, party, place, country, earliest, latest, confidence)"
    )
    case.execute("CREATE INDEX claim_facts_report ON claim_facts (report)")
    case.execute(
        "INSERT INTO claim_facts SELECT claims.report, claims.id, effects.value,"
        " coalesce(parties.value ->> '$.name', ''), coalesce(body ->> '$.where.name', body ->> '$.where.text'),"
        " body ->> '$.where.country', coalesce(body ->> '$.when.earliest', body ->> '$.as_of'),"
        " coalesce(body ->> '$.when.latest', body ->> '$.as_of'), body ->> '$.confidence'"
        " FROM (SELECT * FROM claims WHERE json_valid(body)) AS claims, json_each(body, '$.effects') AS effects"
        " LEFT JOIN json_each(body, '$.says_who') AS parties"
    )
    case.execute("DELETE FROM meta WHERE name IN ('record made from', 'overruled')")


def what_rests_on_claims(case: sqlite3.Connection) -> None:
    """How far tolls would move without one claim, so that what matters most is looked at first."""
    case.execute(
        "CREATE TABLE stakes (event NOT NULL, toll NOT NULL, claim NOT NULL, people NOT NULL, expected NOT NULL,"
        " PRIMARY KEY (event, toll, claim)) WITHOUT ROWID"
    )
    case.execute("CREATE INDEX stakes_expected ON stakes (expected DESC, people DESC, claim)")
    case.execute("CREATE INDEX claim_facts_claim ON claim_facts (claim)")
    case.execute("DELETE FROM meta WHERE name IN ('record made from', 'overruled')")


def places_and_what_is_said(case: sqlite3.Connection) -> None:
    """What the map and the timeline ask: where events were and tolls count; what is alleged, denied and disputed.

    The record is made anew with the places.
    """
    case.execute(
        "CREATE TABLE place_facts (event TEXT, toll TEXT, effect, name, kind, country, admin1, latitude, longitude,"
        " precision, geonames, rivals, low, best, high, reports, PRIMARY KEY (event, toll)) WITHOUT ROWID"
    )
    case.execute("CREATE INDEX place_facts_effect ON place_facts (effect, event)")
    case.execute(
        "CREATE TABLE said_facts (report INTEGER NOT NULL REFERENCES readings (report) ON DELETE CASCADE, said, what,"
        " kind, place, country, admin1, earliest, latest, same)"
    )
    case.execute("CREATE INDEX said_facts_report ON said_facts (report)")
    case.execute(
        "INSERT INTO said_facts SELECT report, id, 'violation', body ->> '$.kind',"
        " coalesce(body ->> '$.where.name', body ->> '$.where.text'), body ->> '$.where.country',"
        " body ->> '$.where.admin1', body ->> '$.when.earliest', body ->> '$.when.latest',"
        " body ->> '$.kind' || ' ' || (body ->> '$.right') || ' ' || (body ->> '$.sentence.text')"
        " FROM violations WHERE json_valid(body)"
    )
    case.execute(
        "INSERT INTO said_facts SELECT said.report, said.id, 'denial', body ->> '$.stance', NULL, NULL, NULL, NULL,"
        " date(substr(published, 1, 10)), body ->> '$.stance' || ' ' || (body ->> '$.content.text')"
        " FROM (SELECT * FROM attributions WHERE json_valid(body)) AS said JOIN reports ON reports.key = said.report"
        " WHERE body ->> '$.stance' IN ('denies', 'disputes') AND trim(body ->> '$.content.text') LIKE '% % %'"
    )
    case.execute("DELETE FROM meta WHERE name IN ('record made from', 'overruled')")


_RELIED = (
    "INSERT INTO say_sos SELECT said.report, '{kind}', said.id, givers.value ->> '$.name',"
    " coalesce(takers.value ->> '$.name', '') FROM (SELECT * FROM {kind}s WHERE json_valid(body)) AS said,"
    " json_each(said.body, '$.says_who') AS givers"
    " LEFT JOIN json_each(said.body, '$.says_who') AS takers ON takers.key = givers.key + 1"
    " WHERE givers.value ->> '$.name' IS NOT takers.value ->> '$.name'"
)


def who_relies_on_whom(case: sqlite3.Connection) -> None:
    """Which effect a toll is of; and of each claim and attribution, who relies on whose word for it."""
    case.execute("ALTER TABLE tolls ADD COLUMN effect TEXT")
    case.execute("ALTER TABLE tolls ADD COLUMN steps INTEGER")
    case.execute("CREATE INDEX tolls_effect ON tolls (effect)")
    case.execute(
        "CREATE TABLE say_sos (report INTEGER NOT NULL REFERENCES readings (report) ON DELETE CASCADE, kind, said,"
        " source, target)"
    )
    for kind in ("claim", "attribution"):
        case.execute(_RELIED.format(kind=kind))
    case.execute("CREATE INDEX say_sos_report ON say_sos (report)")
    case.execute("CREATE INDEX say_sos_source ON say_sos (kind, source, target, report, said)")
    case.execute("CREATE INDEX say_sos_target ON say_sos (kind, target, source) WHERE target != ''")
    case.execute("DELETE FROM meta WHERE name IN ('record made from', 'overruled')")


def reports_of_events(case: sqlite3.Connection) -> None:
    """Which events a report tells of, found by the report; the record is made anew with it."""
    case.execute(
        "CREATE TABLE event_reports (event TEXT NOT NULL, report TEXT NOT NULL, PRIMARY KEY (event, report))"
        " WITHOUT ROWID"
    )
    case.execute("CREATE INDEX event_reports_report ON event_reports (report, event)")
    case.execute("DELETE FROM meta WHERE name IN ('record made from', 'overruled')")


def who_prints_it(case: sqlite3.Connection) -> None:
    """Whoever prints a report relies on those whom it quotes: by name, as parties do; "" where no name is known."""
    case.execute("DROP INDEX say_sos_source")
    case.execute("DROP INDEX say_sos_target")
    case.execute("ALTER TABLE say_sos ADD COLUMN printed INTEGER NOT NULL DEFAULT 0")
    case.create_function("printer", 2, lambda publisher, url: publisher or host_of(url) or "", deterministic=True)
    case.execute(
        "UPDATE say_sos SET printed = 1, target = (SELECT printer(publisher, url) FROM reports WHERE key = report)"
        " WHERE target = ''"
    )
    case.execute("DELETE FROM say_sos WHERE source = target")
    case.execute("CREATE INDEX say_sos_source ON say_sos (kind, source, target, printed, report, said)")
    case.execute("CREATE INDEX say_sos_target ON say_sos (kind, target, source, report, said)")


def reports_in_a_list(case: sqlite3.Connection) -> None:
    """Reports in the order of a list, without going through their texts."""
    case.execute("CREATE INDEX reports_listed ON reports (published DESC, id, publisher, withdrawn)")


def places_side_by_side(case: sqlite3.Connection) -> None:
    """An index by which a map goes through all places without reading their rows."""
    case.execute(
        "CREATE INDEX place_facts_spot ON place_facts (country, name, kind, geonames, effect, best, low, high, rivals,"
        " reports)"
    )


def what_is_disputed(case: sqlite3.Connection) -> None:
    """What each dispute is about, so that they are listed and chosen from; the record is made anew with it."""
    for column in ("about", "effect", "position"):
        case.execute(f"ALTER TABLE disputes ADD COLUMN {column}")
    case.execute("DELETE FROM meta WHERE name IN ('record made from', 'overruled')")


def say_sos_counted(case: sqlite3.Connection) -> None:
    """How often one relies on another over all reports, kept as they are read: nothing is counted when it is asked."""
    case.execute(
        "CREATE TABLE say_so_pairs (kind, source, target, printed INTEGER NOT NULL, number INTEGER NOT NULL,"
        " PRIMARY KEY (kind, source, target)) WITHOUT ROWID"
    )
    case.execute(
        "INSERT INTO say_so_pairs SELECT kind, source, target, max(printed), count(*) FROM say_sos GROUP BY 1, 2, 3"
    )
    case.execute(
        "CREATE TRIGGER say_so_came AFTER INSERT ON say_sos BEGIN"
        " INSERT INTO say_so_pairs VALUES (NEW.kind, NEW.source, NEW.target, NEW.printed, 1)"
        " ON CONFLICT DO UPDATE SET number = number + 1, printed = max(printed, NEW.printed); END"
    )
    case.execute(
        "CREATE TRIGGER say_so_went AFTER DELETE ON say_sos BEGIN"
        " UPDATE say_so_pairs SET number = number - 1"
        " WHERE kind = OLD.kind AND source = OLD.source AND target = OLD.target;"
        " DELETE FROM say_so_pairs"
        " WHERE kind = OLD.kind AND source = OLD.source AND target = OLD.target AND number <= 0; END"
    )


def timeline_in_order(case: sqlite3.Connection) -> None:
    """The index of days has all that a timeline passes over, so that a window far down is as near as the first."""
    case.execute("DROP INDEX event_facts_days")
    case.execute(
        "CREATE INDEX event_facts_days ON event_facts (coalesce(earliest, latest), event, earliest, latest, kind,"
        " reports)"
    )


def say_sos_counted_in_memory(case: sqlite3.Connection) -> None:
    """How often one relies on another is counted in memory: it changes with what people judge, and with copies."""
    case.execute("DROP TRIGGER say_so_came")
    case.execute("DROP TRIGGER say_so_went")
    case.execute("DROP TABLE say_so_pairs")


def reports_by_their_hash(case: sqlite3.Connection) -> None:
    """What was judged is found again by the hash of its report, at every change."""
    case.execute("CREATE INDEX reports_sha256 ON reports (sha256)")


def _later(at: str, last: datetime) -> tuple[datetime, str]:
    """The time, or one just after the last where it is none or no later."""
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        moment = last
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
    if moment > last:
        return moment, at
    moment = last + timedelta(microseconds=1)
    return moment, moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (
    originals_and_reports,
    readings,
    issues_and_judgements,
    record,
    copies_with_passages,
    signatures,
    judgements_of_anything,
    places_of_titles,
    work_on_the_record,
    facts_for_lists,
    what_rests_on_claims,
    places_and_what_is_said,
    who_relies_on_whom,
    reports_of_events,
    who_prints_it,
    reports_in_a_list,
    places_side_by_side,
    what_is_disputed,
    say_sos_counted,
    timeline_in_order,
    say_sos_counted_in_memory,
    reports_by_their_hash,
)


def bring_up_to_date(case: sqlite3.Connection) -> None:
    """Apply the changes that the file has not had; each is there whole or not at all."""
    while _version(case) < len(MIGRATIONS):
        case.execute("BEGIN IMMEDIATE")
        try:
            _apply_next(case)
        except BaseException:
            case.execute("ROLLBACK")
            raise
        case.execute("COMMIT")


def _apply_next(case: sqlite3.Connection) -> None:
    done = _version(case)  # asked again: another process may have applied it while this one waited
    if done >= len(MIGRATIONS):
        return
    if done == 0:
        case.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        case.execute("CREATE TABLE migrations (position INTEGER PRIMARY KEY, name TEXT NOT NULL)")
    change = MIGRATIONS[done]
    change(case)
    case.execute("INSERT INTO migrations (position, name) VALUES (?, ?)", (done + 1, change.__name__))
    case.execute(f"PRAGMA user_version = {done + 1}")


def _version(case: sqlite3.Connection) -> int:
    return int(case.execute("PRAGMA user_version").fetchone()[0])
