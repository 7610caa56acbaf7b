#include "relay/http/ready_file.h"

#include <catch2/catch.hpp>

#include "relay/http/http_date.h"
#include "relay/http/reply.h"
#include "tests/relay/http/asking.h"

using relay::http::After;
using relay::http::Field;
using relay::http::FileSlice;
using relay::http::finish;
using relay::http::make_ready;
using relay::http::Method;
using relay::http::Response;
using relay::http::Validators;
using tests::asking;
using tests::day;

namespace {

const std::vector<Field> kFields{{"Content-Type", "application/x-cvd"},
                                 {"Content-Disposition", "attachment"},
                                 {"Cache-Control", "private, no-cache"}};
const Validators kValidators{.etag = "\"abc\"", .last_modified = day(2), .also_valid_for = day(1)};

Response ready() {
  return {.body = make_ready({"/store/ab", 1'000}, kFields, kValidators)};
}

Response in_parts() {
  return {.fields = kFields,
          .body = relay::http::FileBody{"/store/ab", 1'000},
          .validators = kValidators};
}

/// All that a reply consists of.
std::string shown(const relay::http::Reply& reply) {
  std::string text = reply.head + (reply.to_the_end ? "to the end" : "not to the end");
  if (const auto* const inline_body = std::get_if<std::string>(&reply.body)) {
    return text + ", text: " + *inline_body;
  }
  const auto& slice = std::get<FileSlice>(reply.body);
  return text + ", " + slice.file->path.string() + " of " + std::to_string(slice.file->size) +
         ": " + std::to_string(slice.count) + " from " + std::to_string(slice.first);
}

}  // namespace

TEST_CASE("a ready file is answered with as its parts are", "[http][reply]") {
  const std::string same = relay::http::http_date(day(2)), also = relay::http::http_date(day(1)),
                    other = relay::http::http_date(day(3));
  const std::vector<std::vector<Field>> conditions{{},
                                                   {{"If-None-Match", "\"abc\""}},
                                                   {{"If-None-Match", "\"abd\""}},
                                                   {{"If-Modified-Since", same}},
                                                   {{"If-Modified-Since", also}},
                                                   {{"If-Modified-Since", other}},
                                                   {{"If-Match", "\"abd\""}},
                                                   {{"If-Unmodified-Since", other}}};
  const std::vector<std::vector<Field>> ranges{{},
                                               {{"Range", "bytes=0-0"}},
                                               {{"Range", "bytes=999-"}},
                                               {{"Range", "bytes=1000-"}},
                                               {{"Range", "bytes=0-1"}, {"Range", "bytes=2-3"}},
                                               {{"Range", "bytes=9-"}, {"If-Range", "\"abc\""}},
                                               {{"Range", "bytes=9-"}, {"If-Range", "\"abd\""}}};
  for (const Method method : {Method::Get, Method::Head, Method::Post}) {
    for (const auto& condition : conditions) {
      for (const auto& range : ranges) {
        auto request = asking(condition);
        request.method = method;
        request.fields.insert(request.fields.end(), range.begin(), range.end());
        const After after = range.empty() ? After::Keep : After::Close;
        INFO(shown(finish(request, in_parts(), after)));
        CHECK(shown(finish(request, ready(), after)) == shown(finish(request, in_parts(), after)));
      }
    }
  }
}

TEST_CASE("what is ready is written out again as what it was made of", "[http][reply]") {
  const Response response = relay::http::plain(ready());
  CHECK(response.fields.size() == kFields.size());
  CHECK(response.fields.front().value == "application/x-cvd");
  CHECK(std::get<relay::http::FileBody>(response.body).size == 1'000);
  CHECK(response.validators->also_valid_for == day(1));
  CHECK(std::get<std::string>(relay::http::plain({.body = "ok\n"}).body) == "ok\n");
}

TEST_CASE("what cannot stand in a head is never made ready", "[http][reply]") {
  CHECK_THROWS_AS(make_ready({"/f", 1}, {{"A", "b\r\nC: d"}}, {}), std::invalid_argument);
  CHECK_THROWS_AS(make_ready({"/f", 1}, {{"A b", "c"}}, {}), std::invalid_argument);
  CHECK_THROWS_AS(make_ready({"/f", 1}, {}, {.etag = "\"\n\""}), std::invalid_argument);
  CHECK_NOTHROW(make_ready({"/f", 1}, {{"A", "b"}}, {.etag = "\"c\""}));
}
