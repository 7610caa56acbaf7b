#include "relay/calendar/holidays.h"

#include <catch2/catch.hpp>
#include <string>

#include "relay/calendar/zone.h"
#include "tests/support/zones.h"

using relay::calendar::holidays;
using tests::shown;

namespace {

/// A calendar of one event with these lines; its BEGIN is line 2.
std::string event(const std::string& lines) {
  return "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + lines + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
}

/// "from - until why" per line on Berlin's wall, or why not.
std::string read(const std::string& ics) {
  static const auto berlin = relay::calendar::zone("Europe/Berlin").value();
  const auto closed = holidays(ics, berlin);
  if (!closed) return closed.error();
  std::string text;
  for (const auto& one : *closed) {
    text += (text.empty() ? "" : "\n") + shown(one.from) + " - " + shown(one.until);
    if (!one.why.empty()) text += " " + one.why;
  }
  return text;
}

std::size_t count(const std::string& ics) {
  const auto closed = holidays(ics, policy::Zone{});
  REQUIRE(closed);
  return closed->size();
}

const std::string kMidsummer = "2026-06-19T00:00:00 - 2026-06-20T00:00:00";

}  // namespace

TEST_CASE("a day without an end is that day", "[calendar][holidays]") {
  CHECK(read(event("DTSTART;VALUE=DATE:20260619\r\nSUMMARY:Midsummer")) ==
        kMidsummer + " Midsummer");
  CHECK(read(event("DTSTART:20260619")) == kMidsummer);
}

TEST_CASE("days end before the day that ends them", "[calendar][holidays]") {
  const std::string christmas = "2026-12-24T00:00:00 - 2026-12-27T00:00:00";
  CHECK(read(event("DTSTART;VALUE=DATE:20261224\r\nDTEND;VALUE=DATE:20261227")) == christmas);
  CHECK(read(event("DTSTART;VALUE=DATE:20261224\r\nDURATION:P3D")) == christmas);
  CHECK(read(event("DTSTART;VALUE=DATE:20260619\r\nDTEND;VALUE=DATE:20260619")) ==
        "line 2: the event does not end after it begins");
}

TEST_CASE("times are of a zone or of UTC or of the calendar's own wall", "[calendar][holidays]") {
  CHECK(read(event("DTSTART:20260619T120000\r\nDTEND:20260619T180000")) ==
        "2026-06-19T12:00:00 - 2026-06-19T18:00:00");
  CHECK(read(event("DTSTART:20260619T120000Z\r\nDURATION:PT6H")) ==
        "2026-06-19T14:00:00 - 2026-06-19T20:00:00");
  CHECK(read(event("DTSTART;TZID=Asia/Kolkata:20260619T120000\r\nDTEND:20260619T120000Z")) ==
        "2026-06-19T08:30:00 - 2026-06-19T14:00:00");
}

TEST_CASE("a day of a length is the wall's and an hour is real", "[calendar][holidays]") {
  CHECK(read(event("DTSTART:20260328T120000\r\nDURATION:P1D")) ==
        "2026-03-28T12:00:00 - 2026-03-29T12:00:00");
  CHECK(read(event("DTSTART:20260328T120000\r\nDURATION:PT24H")) ==
        "2026-03-28T12:00:00 - 2026-03-29T13:00:00");
}

TEST_CASE("an end in the second of two equal hours does not open early", "[calendar][holidays]") {
  // 01:15 UTC is 02:15 on the wall for the second time.
  CHECK(read(event("DTSTART:20261025T000000\r\nDTEND:20261025T011500Z")) ==
        "2026-10-25T00:00:00 - 2026-10-25T03:15:00");
}

TEST_CASE("a rule repeats an event to the end of 2037", "[calendar][holidays]") {
  CHECK(count(event("DTSTART;VALUE=DATE:20260501\r\nRRULE:FREQ=YEARLY")) == 12);
  CHECK(count(event("DTSTART;VALUE=DATE:20371231\r\nRRULE:FREQ=DAILY")) == 1);
  CHECK(count(event("DTSTART;VALUE=DATE:20380101")) == 0);
  CHECK(read(event("DTSTART;VALUE=DATE:20260619\r\nRRULE:FREQ=YEARLY;COUNT=2;BYMONTH=6;"
                   "BYDAY=3FR")) == kMidsummer + "\n2027-06-18T00:00:00 - 2027-06-19T00:00:00");
}

TEST_CASE("a rule finds leap days and last workdays", "[calendar][holidays]") {
  CHECK(read(event("DTSTART:20240229\r\nRRULE:FREQ=YEARLY;COUNT=2")) ==
        "2024-02-29T00:00:00 - 2024-03-01T00:00:00\n2028-02-29T00:00:00 - 2028-03-01T00:00:00");
  CHECK(read(event("DTSTART:20261030\r\nRRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;"
                   "UNTIL=20261130")) ==
        "2026-10-30T00:00:00 - 2026-10-31T00:00:00\n2026-11-30T00:00:00 - 2026-12-01T00:00:00");
}

TEST_CASE("a rule ends with its last start", "[calendar][holidays]") {
  const std::string days = "DTSTART;VALUE=DATE:20260619\r\nRRULE:FREQ=DAILY;UNTIL=";
  CHECK(count(event(days + "20260621")) == 3);
  CHECK(count(event(days + "20260620")) == 2);
  const std::string times =
      "DTSTART;TZID=Europe/Berlin:20260619T120000\r\nDURATION:PT1H\r\n"
      "RRULE:FREQ=DAILY;UNTIL=";
  CHECK(count(event(times + "20260621T100000Z")) == 3);
  CHECK(count(event(times + "20260621T095959Z")) == 2);
}

TEST_CASE("a series stays on its own wall through changes of the clock", "[calendar][holidays]") {
  CHECK(read(event("DTSTART;TZID=Europe/Berlin:20260328T090000\r\nDURATION:PT1H\r\n"
                   "RRULE:FREQ=DAILY;COUNT=2")) ==
        "2026-03-28T09:00:00 - 2026-03-28T10:00:00\n2026-03-29T09:00:00 - 2026-03-29T10:00:00");
}

TEST_CASE("the first of a series counts even where its rule does not say so",
          "[calendar][holidays]") {
  CHECK(read(event("DTSTART;VALUE=DATE:20260619\r\nRRULE:FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=20;"
                   "COUNT=1")) == kMidsummer + "\n2026-06-20T00:00:00 - 2026-06-21T00:00:00");
}

TEST_CASE("times are left out and added by their dates", "[calendar][holidays]") {
  CHECK(read(event("DTSTART;VALUE=DATE:20260618\r\nRRULE:FREQ=DAILY;COUNT=4\r\n"
                   "EXDATE;VALUE=DATE:20260618,20260621\r\nEXDATE;VALUE=DATE:20260620")) ==
        kMidsummer);
  CHECK(read(event("DTSTART;VALUE=DATE:20260619\r\nRDATE;VALUE=DATE:20261224,20270101\r\n"
                   "EXDATE;VALUE=DATE:20270101")) ==
        kMidsummer + "\n2026-12-24T00:00:00 - 2026-12-25T00:00:00");
  CHECK(read(event("DTSTART:20260619T100000Z\r\nDURATION:PT1H\r\n"
                   "EXDATE;TZID=Europe/Berlin:20260619T120000\r\n"
                   "RDATE;VALUE=PERIOD:20260620T100000Z/PT2H,20260621T100000Z/20260621T103000Z")) ==
        "2026-06-20T12:00:00 - 2026-06-20T14:00:00\n2026-06-21T12:00:00 - 2026-06-21T12:30:00");
}

TEST_CASE("one time of a series that was moved or cancelled is not where it was",
          "[calendar][holidays]") {
  const std::string series =
      "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART;VALUE=DATE:20260618\r\n"
      "RRULE:FREQ=DAILY;COUNT=2\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:";
  const std::string end = "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
  const std::string moved = "\r\nRECURRENCE-ID;VALUE=DATE:20260618\r\nDTSTART;VALUE=DATE:20260622";
  CHECK(read(series + "a" + moved + end) ==
        kMidsummer + "\n2026-06-22T00:00:00 - 2026-06-23T00:00:00");
  CHECK(read(series + "a" + moved + "\r\nSTATUS:CANCELLED" + end) == kMidsummer);
  CHECK(count(series + "b" + moved + end) == 3);
}

TEST_CASE("a cancelled event is left out and a tentative one is not", "[calendar][holidays]") {
  CHECK(read(event("DTSTART:20260619\r\nSTATUS:CANCELLED")).empty());
  CHECK(read(event("DTSTART:20260619\r\nSTATUS:TENTATIVE")) == kMidsummer);
  CHECK(read(event("DTSTART:20260619\r\nSTATUS:CANCELED")) ==
        "line 4: 'STATUS:CANCELED' is no status of an event; CONFIRMED, TENTATIVE or CANCELLED "
        "would be right");
}

TEST_CASE("holidays are told in order of time and each once", "[calendar][holidays]") {
  const std::string one = "BEGIN:VEVENT\nDTSTART:20261224\nSUMMARY:Christmas Eve\nEND:VEVENT\n";
  const std::string two = "BEGIN:VEVENT\nDTSTART:20260619\nEND:VEVENT\n";
  CHECK(read("BEGIN:VCALENDAR\n" + one + two + one + "END:VCALENDAR") ==
        kMidsummer + "\n2026-12-24T00:00:00 - 2026-12-25T00:00:00 Christmas Eve");
}

TEST_CASE("a summary is one readable line", "[calendar][holidays]") {
  CHECK(read(event(
            "SUMMARY;LANGUAGE=de:Tag der\r\n  Einheit\\, frei\\nüberall\r\nDTSTART:20260619")) ==
        kMidsummer + " Tag der Einheit, frei überall");
  CHECK(read(event("SUMMARY:\xff\r\nDTSTART:20260619")) == kMidsummer + " \\xff");
  CHECK(read(event("SUMMARY:\r\nDTSTART:20260619")) == kMidsummer);
  const std::string longest(200, 'x');
  CHECK(read(event("SUMMARY:" + longest + "\r\nDTSTART:20260619")) == kMidsummer + " " + longest);
  CHECK(read(event("SUMMARY:" + longest + "y\r\nDTSTART:20260619")) ==
        kMidsummer + " " + longest + "…");
}

TEST_CASE("what does not say when is not looked at", "[calendar][holidays]") {
  CHECK(read("\xef\xbb\xbf"
             "BEGIN:VCALENDAR\nPRODID:x\nX-WR-TIMEZONE:UTC\nBEGIN:VTIMEZONE\n"
             "TZID:Nowhere\nBEGIN:STANDARD\nDTSTART:19701025T030000\nEND:STANDARD\nEND:VTIMEZONE\n"
             "begin:vevent\nDTSTART;VALUE=DATE:20260619\nLOCATION:\nCOLOR:red\nTRANSP:TRANSPARENT\n"
             "BEGIN:VALARM\nDURATION:nonsense\nEND:VALARM\nend:vevent\nEND:VCALENDAR\n\n") ==
        kMidsummer);
}

TEST_CASE("a time that cannot be is refused with its line", "[calendar][holidays]") {
  const std::string right = "; 20260619, or 20260619T090000Z, would be right";
  for (const std::string value :
       {"", "tomorrow", "2026061", "202606190", "20260231", "20261301", "20260600", "2026 619",
        "20260619T0900", "20260619T240000", "20260619T096000", "20260619T090061", "20260619t090000",
        "20260619T090000z", "18991231", "22000101", "20260619,20260620", "20260619 "}) {
    CAPTURE(value);
    CHECK(read(event("DTSTART:" + value)) == "line 3: 'DTSTART:" + value + "' is no time" + right);
  }
  CHECK(count(event("DTSTART:19000101\r\nRRULE:FREQ=YEARLY;INTERVAL=100")) == 1);
  CHECK(count(event("DTSTART:21991231")) == 0);
  CHECK(read(event("DTSTART;VALUE=DATE:20260619\r\nEXDATE;VALUE=DATE:20260619,2026062")) ==
        "line 4: 'EXDATE;VALUE=DATE:20260619,2026062' is no time" + right);
  CHECK(read(event("DTSTART:20260619\r\nRDATE;VALUE=DATE:20260619,,20260620")) ==
        "line 4: 'RDATE;VALUE=DATE:20260619,,20260620' is no list of times" + right);
  CHECK(read(event("DTSTART;VALUE=TEXT:20260619")) ==
        "line 3: 'DTSTART;VALUE=TEXT:20260619' is no time" + right);
}

TEST_CASE("a length that cannot be is refused with its line", "[calendar][holidays]") {
  for (const std::string value :
       {"", "1D", "P", "PT0S", "-P1D", "P1X", "P99999999999D", "P3660D"}) {
    CAPTURE(value);
    CHECK(read(event("DTSTART:20260619\r\nDURATION:" + value)) ==
          "line 4: 'DURATION:" + value + "' is no length of an event; P2D or PT8H would be right");
  }
  CHECK(count(event("DTSTART:20260619\r\nDURATION:P3659D")) == 1);
}

TEST_CASE("a rule that cannot be is refused with its line", "[calendar][holidays]") {
  const auto refusal = [](const std::string& rule) {
    const std::string text = read(event("DTSTART:20260619\r\nRRULE:" + rule));
    const std::string begin = "line 4: 'RRULE:" + rule + "' ";
    return text.starts_with(begin)
               ? text.substr(begin.size(), text.find(';', begin.size()) - begin.size())
               : text;
  };
  for (const std::string rule :
       {"", "yearly", "FREQ=FORTNIGHTLY", "BYDAY=MO", "FREQ=YEARLY;BYDAY=XX", "FREQ=YEARLY;EVERY=2",
        "FREQ=YEARLY;BYMONTHDAY=45", "FREQ=YEARLY;BYMONTH=0", "FREQ=YEARLY;COUNT=0",
        "FREQ=YEARLY;INTERVAL=0", "FREQ=YEARLY;UNTIL=soon", "FREQ=YEARLY;COUNT=2;UNTIL=20300101"}) {
    CAPTURE(rule);
    CHECK(refusal(rule) == "is no rule of repetition");
  }
  for (const std::string rule :
       {"FREQ=YEARLY;BYMONTH=13", "FREQ=YEARLY;interval=70000", "FREQ=YEARLY;UNTIL=20300231"}) {
    CAPTURE(rule);
    CHECK(refusal(rule) == "has a number that cannot be");
  }
  CHECK(refusal("FREQ=HOURLY") == "repeats within a day");
  CHECK(refusal("RSCALE=HEBREW;FREQ=YEARLY") == "is in another calendar than the Gregorian");
  for (const std::string rule :
       {"FREQ=WEEKLY;BYDAY=MO,TU;BYSETPOS=2", "FREQ=DAILY;BYSETPOS=1", "FREQ=MONTHLY;BYDAY=6MO",
        "FREQ=YEARLY;BYMONTH=6;BYDAY=-6MO", "FREQ=MONTHLY;BYMONTHDAY=-1;BYSETPOS=1",
        "FREQ=MONTHLY;BYDAY=1MO,2MO;BYSETPOS=2", "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-9",
        "FREQ=MONTHLY;BYSETPOS=1"}) {
    CAPTURE(rule);
    CHECK(refusal(rule) == "has a position that may never be, or that is not of plain weekdays");
  }
  CHECK(count(event("DTSTART:20260608\r\nRRULE:FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-8")) == 139);
  CHECK(count(event("DTSTART:20261228\r\nRRULE:FREQ=YEARLY;BYDAY=52MO;COUNT=3")) == 3);
  CHECK(refusal("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30") ==
        "line 2: the event has a rule that comes true on no day before 2038");
}

TEST_CASE("20000 times are read and one more is refused", "[calendar][holidays]") {
  const std::string days = "DTSTART;VALUE=DATE:19700101\r\nRRULE:FREQ=DAILY;COUNT=";
  CHECK(count(event(days + "20000")) == 20'000);
  CHECK(read(event("SUMMARY:all days\r\n" + days + "20001")) ==
        "line 2: the event 'all days' makes more than 20000 times before 2038, with the events "
        "before it");
}

TEST_CASE("1000 rules are read and one more is refused", "[calendar][holidays]") {
  const std::string one = "BEGIN:VEVENT\nDTSTART:20260619\nRRULE:FREQ=DAILY;COUNT=1\nEND:VEVENT\n";
  std::string many = "BEGIN:VCALENDAR\n";
  for (int i = 0; i < 1'000; ++i) many += one;
  CHECK(read(many + "END:VCALENDAR\n") == kMidsummer);
  CHECK(read(many + one + "END:VCALENDAR\n") ==
        "line 4002: the event is the 1001st that repeats; 1000 are read");
}

TEST_CASE("an event that leaves open when it is is refused", "[calendar][holidays]") {
  CHECK(read(event("SUMMARY:Midsummer")) == "line 2: the event 'Midsummer' has no DTSTART");
  CHECK(read(event("DTSTART:20260619T090000")) ==
        "line 2: the event has no end; a DTEND or a DURATION would be right");
  CHECK(read(event("DTSTART:20260619\r\nDTEND:20260620\r\nDURATION:P1D")) ==
        "line 2: the event has a DTEND and a DURATION; one of them would be right");
  CHECK(read(event("DTSTART:20260619T090000Z\r\nDTEND:20260619T090000Z")) ==
        "line 2: the event does not end after it begins");
  CHECK(read(event("DTSTART:20260619\r\nDTSTART:20260620")) ==
        "line 4: a second DTSTART; the first is in line 3");
  CHECK(read(event("DTSTART;TZID=Europe/Berlim:20260619T090000\r\nDURATION:PT1H")) ==
        "line 2: the event is in the zone 'Europe/Berlim', which this system does not know; an "
        "IANA name such as Europe/Berlin would be right");
  CHECK(read(event("DTSTART:20260619T090000\r\nDURATION:PT1H\r\nEXDATE;VALUE=DATE:20260619")) ==
        "line 2: the event has a DTSTART that is a time, and its EXDATE is none; the same in both "
        "would be right");
  CHECK(read(event("DTSTART:20260619\r\nDURATION:PT8H")) ==
        "line 2: the event has a DTSTART that is a day, and its DURATION is none; the same in both "
        "would be right");
  CHECK(read(event("DTSTART:20260619\r\nEXRULE:FREQ=DAILY")) ==
        "line 4: EXRULE is not understood; EXDATE would be right");
  CHECK(read(event("DTSTART:20260619\r\nRECURRENCE-ID:20260619")) ==
        "line 2: the event has a RECURRENCE-ID, but no UID to say of which series");
  CHECK(read(event("UID:a\r\nDTSTART:20260619\r\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260619")) ==
        "line 5: a RECURRENCE-ID with a RANGE is not understood; an event of its own for what "
        "follows would be right");
}

TEST_CASE("a file that is not whole is never without holidays", "[calendar][holidays]") {
  const std::string not_one = "this is not an iCalendar file; one begins with BEGIN:VCALENDAR";
  CHECK(read("") == not_one);
  CHECK(read("<!doctype html>\n") ==
        "line 1: '<!doctype html>' is no line of a calendar; NAME:value would be");
  CHECK(read("DTSTART:20260619\n") == "line 1: " + not_one);
  CHECK(read("BEGIN:VEVENT\nEND:VEVENT\n") == "line 1: " + not_one);
  CHECK(read("BEGIN:VCALENDAR\nEND:VCALENDAR\n") ==
        "there is no event in it; each holiday is a VEVENT");
  const std::string whole = event("DTSTART:20260619");
  CHECK(read(whole.substr(0, whole.find("END:VCAL"))) ==
        "line 1: this VCALENDAR does not end; was the file cut off?");
  CHECK(read(whole.substr(0, whole.find("END:VEVENT"))) ==
        "line 2: this VEVENT does not end; was the file cut off?");
  CHECK(read("BEGIN:VCALENDAR\nBEGIN:VEVENT\nBEGIN:VEVENT\n") ==
        "line 3: an event begins inside of a VEVENT; was END:VEVENT lost?");
  CHECK(read("BEGIN:VCALENDAR\nBEGIN:VCALENDAR\n") ==
        "line 2: a VCALENDAR begins inside of another; was END:VCALENDAR lost?");
  CHECK(read("BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VTODO\n") ==
        "line 3: 'END:VTODO' ends what has not begun; END:VEVENT would be right");
  CHECK(read(whole + "END:VCALENDAR\n") == "line 6: 'END:VCALENDAR' ends what has not begun");
  CHECK(read(event(std::string{"DTSTART:2026\0", 13} + "0619")) ==
        "line 3: this line has a control character");
}

TEST_CASE("a file and its lines and its depth are bounded", "[calendar][holidays]") {
  const std::string line = "DESCRIPTION:" + std::string(65'536 - 12, 'x');
  CHECK(read(event("DTSTART:20260619\r\n" + line)) == kMidsummer);
  CHECK(read(event("DTSTART:20260619\r\n" + line + "x")) ==
        "line 4: this line is longer than 65536 bytes");
  CHECK(read(event("DTSTART:20260619\r\n" + line + "\r\n x")) ==
        "line 4: this line is longer than 65536 bytes");
  std::string lines;
  while (lines.size() < 4 * 1024 * 1024 - 70'000) lines += line + "\r\n";
  std::string whole = event(lines + "DTSTART:20260619");
  whole.resize(4 * 1024 * 1024, '\n');
  CHECK(read(whole) == kMidsummer);
  CHECK(read(whole + "\n") == "the file is larger than 4 MiB");
  const auto nested = [](int depth) {
    std::string begins, ends;
    for (int i = 0; i < depth; ++i) begins += "BEGIN:X-A\r\n", ends += "\r\nEND:X-A";
    return event("DTSTART:20260619\r\n" + begins + "X-B:1" + ends);
  };
  CHECK(read(nested(6)) == kMidsummer);
  CHECK(read(nested(7)) == "line 10: components are nested too deeply");
}
