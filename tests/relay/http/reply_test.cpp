#include "relay/http/reply.h"

#include <catch2/catch.hpp>

#include "relay/http/http_date.h"
#include "relay/http/live_body.h"
#include "tests/relay/http/asking.h"

using relay::http::After;
using relay::http::FileBody;
using relay::http::FileSlice;
using relay::http::finish;
using relay::http::Method;
using relay::http::Reply;
using relay::http::Response;
using relay::http::Validators;
using tests::asking;
using tests::day;

namespace {

Response file(std::uint64_t size = 1'000) {
  return {.fields = {{"Content-Type", "application/octet-stream"}, {"Cache-Control", "no-cache"}},
          .body = FileBody{"/store/ab", size},
          .validators = Validators{.etag = "\"abc\"", .last_modified = day(2)}};
}

bool says(const Reply& reply, const std::string& line) {
  return reply.head.find("\r\n" + line + "\r\n") != std::string::npos;
}

bool mentions(const Reply& reply, const std::string& name) {
  return reply.head.find("\r\n" + name + ':') != std::string::npos;
}

}  // namespace

TEST_CASE("a reply is written whole and says nothing about us", "[http][reply]") {
  const Reply reply =
      finish(asking(), {.fields = {{"Content-Type", "text/plain"}}, .body = "ok\n"}, After::Keep);
  CHECK(reply.head ==
        "HTTP/1.1 200 OK\r\n"
        "Date: Sun, 04 Jan 2026 00:00:00 GMT\r\n"
        "Content-Type: text/plain\r\n"
        "Content-Length: 3\r\n"
        "X-Content-Type-Options: nosniff\r\n"
        "Connection: keep-alive\r\n"
        "\r\n");
  CHECK(std::get<std::string>(reply.body) == "ok\n");
  CHECK(reply.after == After::Keep);
}

TEST_CASE("a file is sent whole with what it may be compared with", "[http][reply]") {
  const Reply reply = finish(asking(), file(), After::Close);
  CHECK(reply.status == 200);
  CHECK(says(reply, "Content-Length: 1000"));
  CHECK(says(reply, "ETag: \"abc\""));
  CHECK(says(reply, "Last-Modified: Sat, 03 Jan 2026 00:00:00 GMT"));
  CHECK(says(reply, "Accept-Ranges: bytes"));
  CHECK(says(reply, "Connection: close"));
  CHECK(std::get<FileSlice>(reply.body).count == 1'000);
}

TEST_CASE("what is live has no length and ends its connection", "[http][reply][live]") {
  struct Nothing final : relay::http::LiveBody {
    std::optional<std::string> take() override { return std::nullopt; }
    std::string pulse() override { return ":"; }
  };
  const auto body = std::make_shared<Nothing>();
  auto request = asking({{"Range", "bytes=0-9"}});
  const auto live = [&](const char* type = "text/x") {
    return finish(request, {.fields = {{"Content-Type", type}}, .body = body}, After::Keep);
  };
  CHECK(live().head ==
        "HTTP/1.1 200 OK\r\n"
        "Date: Sun, 04 Jan 2026 00:00:00 GMT\r\n"
        "Content-Type: text/x\r\n"
        "Transfer-Encoding: chunked\r\n"
        "X-Content-Type-Options: nosniff\r\n"
        "Connection: close\r\n"
        "\r\n");
  CHECK(live().live == body);
  CHECK_FALSE(live().to_the_end);
  CHECK(live().after == After::Close);
  request.chunks = false;
  CHECK_FALSE(mentions(live(), "Transfer-Encoding"));
  CHECK_FALSE(mentions(live(), "Content-Length"));
  request.method = Method::Head;
  CHECK(live().live == nullptr);
  CHECK(live("a\r\nb").status == 500);
  CHECK(live("a\r\nb").live == nullptr);
}

TEST_CASE("HEAD says what GET would say and sends nothing", "[http][reply]") {
  auto request = asking({{"Range", "bytes=0-9"}});
  const std::string got = finish(asking(), file(), After::Keep).head;
  request.method = Method::Head;
  const Reply reply = finish(request, file(), After::Keep);
  CHECK(reply.head == got);
  CHECK(std::get<std::string>(reply.body).empty());
}

TEST_CASE("a range is cut out of a file", "[http][reply]") {
  const Reply reply = finish(asking({{"Range", "bytes=100-199"}}), file(), After::Keep);
  CHECK(reply.status == 206);
  CHECK(says(reply, "Content-Range: bytes 100-199/1000"));
  CHECK(says(reply, "Content-Length: 100"));
  CHECK(says(reply, "ETag: \"abc\""));
  const auto slice = std::get<FileSlice>(reply.body);
  CHECK(slice.first == 100);
  CHECK(slice.count == 100);
  CHECK(slice.file->size == 1'000);
}

TEST_CASE("a range is cut out of a text as well", "[http][reply]") {
  const Response text{.body = "0123456789", .validators = Validators{.etag = "\"t\""}};
  const Reply reply = finish(asking({{"Range", "bytes=-3"}}), text, After::Keep);
  CHECK(reply.status == 206);
  CHECK(std::get<std::string>(reply.body) == "789");
}

TEST_CASE("a range beyond the end is told how long the file is", "[http][reply]") {
  const Reply reply = finish(asking({{"Range", "bytes=1000-"}}), file(), After::Keep);
  CHECK(reply.status == 416);
  CHECK(says(reply, "Content-Range: bytes */1000"));
  CHECK_FALSE(mentions(reply, "ETag"));
  CHECK(std::get<std::string>(reply.body) ==
        "416 Range Not Satisfiable, request 00000000000000aa\n");
}

TEST_CASE("a range is not for what has no validators or changed in between", "[http][reply]") {
  auto bare = file();
  bare.validators.reset();
  CHECK(finish(asking({{"Range", "bytes=0-9"}}), bare, After::Keep).status == 200);
  CHECK(finish(asking({{"Range", "bytes=0-9"}, {"If-Range", "\"old\""}}), file(), After::Keep)
            .status == 200);
  CHECK(finish(asking({{"Range", "bytes=0-9"}, {"If-Range", "\"abc\""}}), file(), After::Keep)
            .status == 206);
  auto post = asking({{"Range", "bytes=0-9"}});
  post.method = Method::Post;
  CHECK(finish(post, file(), After::Keep).status == 200);
}

TEST_CASE("a client that has the bytes is told so without them", "[http][reply]") {
  const Reply reply =
      finish(asking({{"If-None-Match", "\"abc\""}, {"Range", "bytes=0-9"}}), file(), After::Keep);
  CHECK(reply.status == 304);
  CHECK_FALSE(mentions(reply, "Content-Length"));
  CHECK_FALSE(mentions(reply, "Content-Type"));
  CHECK(says(reply, "Cache-Control: no-cache"));
  CHECK(says(reply, "ETag: \"abc\""));
  CHECK(std::get<std::string>(reply.body).empty());
}

TEST_CASE("conditions are for answers that would be 200", "[http][reply]") {
  auto gone = file();
  gone.status = 404;
  gone.body = std::string{};
  CHECK(finish(asking({{"If-None-Match", "*"}}), gone, After::Keep).status == 404);
  CHECK(finish(asking({{"If-Match", "\"x\""}}), file(), After::Keep).status == 412);
}

TEST_CASE("an error without a text of its own gets a generic one with the request's name",
          "[http][reply]") {
  const Reply reply = finish(asking(), {.status = 404}, After::Keep);
  CHECK(std::get<std::string>(reply.body) == "404 Not Found, request 00000000000000aa\n");
  CHECK(says(reply, "Content-Length: 40"));
  CHECK(std::get<std::string>(finish(asking(), {.status = 409, .body = "own"}, After::Keep).body) ==
        "own");
}

TEST_CASE("no line break reaches a reply's head", "[http][reply]") {
  for (const auto* value : {"a\r\nSet-Cookie: x", "a\nb", "a\rb", "a\x01"}) {
    const Reply reply =
        finish(asking(), {.fields = {{"X-Name", value}}, .body = "secret"}, After::Keep);
    CHECK(reply.status == 500);
    CHECK_FALSE(mentions(reply, "X-Name"));
    CHECK(std::get<std::string>(reply.body) ==
          "500 Internal Server Error, request 00000000000000aa\n");
  }
  CHECK(finish(asking(), {.fields = {{"X Name", "a"}}}, After::Keep).status == 500);
  CHECK(finish(asking(), {.fields = {{"X-Name", "a\tb"}}}, After::Keep).status == 200);
}

TEST_CASE("an empty file is sent as nothing", "[http][reply]") {
  CHECK(finish(asking({{"Range", "bytes=0-"}}), file(0), After::Keep).status == 416);
  const Reply reply = finish(asking({{"Range", "bytes=-5"}}), file(0), After::Keep);
  CHECK(reply.status == 200);
  CHECK(says(reply, "Content-Length: 0"));
}

TEST_CASE("a reply knows whether it ends with the last byte of what was asked for",
          "[http][reply]") {
  const auto ends = [](const std::string& range, Method method = Method::Get,
                       const char* if_range = nullptr) {
    auto request = asking();
    request.method = method;
    if (!range.empty()) request.fields = {{"Range", "bytes=" + range}};
    if (if_range != nullptr) request.fields.push_back({"If-Range", if_range});
    return finish(request, file(), After::Keep).to_the_end;
  };
  CHECK(ends(""));
  CHECK_FALSE(ends("", Method::Head));
  CHECK_FALSE(ends("0-511"));
  CHECK_FALSE(ends("998-998"));
  CHECK(ends("0-"));
  CHECK(ends("0-999"));
  CHECK_FALSE(ends("-1"));
  CHECK_FALSE(ends("999-999"));
  CHECK_FALSE(ends("500-"));
  CHECK(ends("500-", Method::Get, "\"abc\""));
  CHECK_FALSE(ends("500-998", Method::Get, "\"abc\""));
  CHECK(ends("500-", Method::Get, "\"other\""));  // 200
  CHECK_FALSE(ends("1000-"));                     // 416
  CHECK_FALSE(finish(asking({{"If-None-Match", "\"abc\""}}), file(), After::Keep).to_the_end);
  CHECK_FALSE(finish(asking(), {.status = 404}, After::Keep).to_the_end);
}
