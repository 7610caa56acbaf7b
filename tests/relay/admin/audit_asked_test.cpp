#include "relay/admin/audit_asked.h"

#include "relay/crypto/sha256.h"
#include "relay/json/write.h"
#include "tests/relay/admin/a_desk.h"

using relay::audit::Trouble;
using relay::json::write;
using tests::ADesk;
using tests::field_of;
using tests::json_of;
using tests::text_of;

namespace {

const relay::audit::Head kHead{12, relay::crypto::sha256("twelve rows")};

}  // namespace

TEST_CASE("status and heads tell how far the audit goes and what does not fit", "[admin][audit]") {
  ADesk desk;
  const std::string signer = "sha256:" + std::string(64, '0');
  CHECK(write(json_of(desk.get("/api/v1/audit/heads"))) ==
        R"({"head":null,"signer":")" + signer + R"(","trouble":null})");
  desk.audit_head = kHead;
  desk.audit_trouble = {Trouble::Kind::Missing, 3, "row 3 is missing"};
  const std::string told =
      R"({"head":")" + kHead.text() + R"(","signer":")" + signer +
      R"(","trouble":{"kind":"missing","row":3,"sentence":"row 3 is missing"}})";
  CHECK(write(json_of(desk.get("/api/v1/audit/heads"))) == told);
  CHECK(write(json_of(desk.get("/api/v1/status"))["audit"]) == told);
  CHECK(json_of(desk.get("/api/v1/audit"))["head"].text() == kHead.text());
}

TEST_CASE("the audit is verified against a head that the caller has kept", "[admin][audit]") {
  ADesk desk;
  CHECK(write(json_of(desk.get("/api/v1/audit/verify"))) ==
        R"({"head":")" + relay::audit::no_rows().text() +
            R"(","sentence":"nothing is recorded yet","trouble":null})");
  CHECK(desk.heads_kept.empty());

  desk.verified = {.to = kHead};
  CHECK(json_of(desk.get("/api/v1/audit/verify", "since=" + kHead.text()))["sentence"].text() ==
        "every row fits, from 1 to 12");
  CHECK(desk.heads_kept == std::vector{kHead});
  desk.verified.trouble = {Trouble::Kind::Truncated, 13, "the audit ends with row 12"};
  const auto answer = json_of(desk.get("/api/v1/audit/verify"));
  CHECK(answer["sentence"].text() == "the audit ends with row 12");
  CHECK(answer["trouble"]["kind"].text() == "truncated");

  const auto bad = desk.get("/api/v1/audit/verify", "since=12");
  CHECK(bad.status == 400);
  CHECK(json_of(bad)["detail"].text() ==
        "'since' is a head: the number of a row, a colon and 64 hexadecimal digits");
}

TEST_CASE("a bundle is handed out once that is recorded", "[admin][audit]") {
  ADesk desk;
  desk.bundle = relay::audit::Bundle{.from = 5, .to = kHead, .tar = "an archive"};
  const auto answer = desk.get("/api/v1/audit/export", "from=5");
  CHECK(answer.status == 200);
  CHECK(field_of(answer, "Content-Type") == "application/x-tar");
  CHECK(text_of(answer) == "an archive");
  const auto row = desk.audit().front();
  CHECK(row.action == "audit exported");
  CHECK(row.subject == "rows 5 to 12");
  CHECK(row.object == relay::crypto::sha256("an archive"));

  desk.bundle = policy::Refused{std::string{"there is no row 13; the last one is row 12"}};
  const auto rows = desk.audit().size();
  const auto none = desk.get("/api/v1/audit/export", "from=13");
  CHECK(none.status == 409);
  CHECK(json_of(none)["detail"].text() == "there is no row 13; the last one is row 12");
  CHECK(desk.get("/api/v1/audit/export", "from=0").status == 400);
  CHECK(desk.audit().size() == rows);
}
