#include "relay/net/course.h"

#include <algorithm>

#include "relay/net/page.h"

namespace relay::net {
namespace {

using policy::Refused;
using policy::Result;
using Kind = Unreachable::Kind;
using Step = Course::Step;

Refused<Unreachable> refuse(Kind kind, std::string what) {
  return Refused{Unreachable{kind, std::move(what), std::nullopt}};
}

std::string span_text(std::uint64_t first, std::uint64_t last) {
  return std::to_string(first) + "-" + std::to_string(last);
}

std::optional<Unreachable> unfit(const AnswerHead& head, const Wanted& wanted) {
  const auto not_wanted = [](std::string what) {
    return Unreachable{Kind::NotWanted, std::move(what), std::nullopt};
  };
  if (!head.content_encoding.empty() && head.content_encoding != "identity") {
    return not_wanted("is labelled Content-Encoding, though only identity was asked for");
  }
  if (page_type(head.media_type) && !page_path(wanted.path)) {
    return not_wanted("answers with an HTML page instead of a file");
  }
  if (!head.length && !head.chunked) {
    return not_wanted("sends neither Content-Length nor chunks, so a break could not be told");
  }
  return std::nullopt;
}

/// Above the cap by its own word: refused before a byte is read.
std::optional<Unreachable> too_long(std::uint64_t declared, const Wanted& wanted) {
  if (declared <= wanted.size_cap) return std::nullopt;
  return Unreachable{Kind::TooLong,
                     "declares " + std::to_string(declared) + " bytes; at most " +
                         std::to_string(wanted.size_cap) + " are taken",
                     std::nullopt};
}

Promise whole_promise(const AnswerHead& head, const Wanted& wanted) {
  return {.length = head.length, .may_be_page = page_path(wanted.path)};
}

/// The server ignored Range, as it may: the slice is cut out of the whole, and no more is read.
Result<Course, Unreachable> slice_of_whole(const AnswerHead& head, const Wanted& wanted) {
  const ByteRange range = *wanted.range;
  if (head.length && *head.length <= range.first) {
    return refuse(Kind::Status, "has " + std::to_string(*head.length) + " bytes; asked for " +
                                    span_text(range.first, range.last));
  }
  if (range.first > wanted.size_cap) {
    return refuse(Kind::NotWanted, "ignores Range, and what was asked for begins too far behind");
  }
  const auto end = head.length ? std::min(range.last, *head.length - 1) : range.last;
  if (auto no = too_long(end - range.first + 1, wanted)) return Refused{*std::move(no)};
  Course course{.promise = whole_promise(head, wanted)};
  course.promise.skip = range.first;
  course.promise.take = end - range.first + 1;
  return course;
}

Result<Course, Unreachable> whole(const AnswerHead& head, const Wanted& wanted) {
  if (auto no = unfit(head, wanted)) return Refused{*std::move(no)};
  if (wanted.range) return slice_of_whole(head, wanted);
  if (auto no = too_long(head.length.value_or(0), wanted)) return Refused{*std::move(no)};
  return Course{.promise = whole_promise(head, wanted)};
}

Result<Course, Unreachable> rest(const AnswerHead& head, const Wanted& wanted) {
  const Resume& resume = *wanted.resume;
  const ContentRange range = *head.content_range;
  const bool same = range.first == resume.received && range.last + 1 == resume.total &&
                    range.total == resume.total && (head.etag.empty() || head.etag == resume.etag);
  if (!same) return Course{.step = Step::StartOver};
  return Course{.promise = {.length = resume.total - resume.received, .may_be_page = true},
                .whole = false};
}

Result<Course, Unreachable> asked_part(const AnswerHead& head, const Wanted& wanted) {
  const ByteRange asked = *wanted.range;
  const ContentRange range = *head.content_range;
  const auto last = range.total ? std::min(asked.last, *range.total - 1) : asked.last;
  if (range.first != asked.first || range.last != last) {
    return refuse(Kind::NotWanted, "answers with bytes " + span_text(range.first, range.last) +
                                       "; asked for " + span_text(asked.first, asked.last));
  }
  const auto length = last - asked.first + 1;
  if (auto no = too_long(length, wanted)) return Refused{*std::move(no)};
  return Course{
      .promise = {.length = length, .may_be_page = asked.first > 0 || page_path(wanted.path)}};
}

Result<Course, Unreachable> part(const AnswerHead& head, const Wanted& wanted) {
  if (!wanted.range && !wanted.resume) {
    return refuse(Kind::NotWanted, "answers with a part, though the whole was asked for");
  }
  if (auto no = unfit(head, wanted)) return Refused{*std::move(no)};
  if (!head.content_range) return refuse(Kind::NotWanted, "answers 206 without Content-Range");
  const auto& range = *head.content_range;
  if (head.length && *head.length != range.last - range.first + 1) {
    return refuse(Kind::NotWanted, "declares another length than its Content-Range");
  }
  return wanted.resume ? rest(head, wanted) : asked_part(head, wanted);
}

bool redirects(const AnswerHead& head) {
  const int status = head.status;
  const bool kind =
      status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
  return kind && !head.location.empty();
}

std::string status_text(const AnswerHead& head) {
  return std::to_string(head.status) + (head.phrase.empty() ? "" : " " + head.phrase);
}

}  // namespace

Result<Course, Unreachable> judge(const AnswerHead& head, const Wanted& wanted) {
  if (head.status == 200) return whole(head, wanted);
  if (head.status == 206) return part(head, wanted);
  if (redirects(head)) return Course{.step = Step::Follow};
  if (head.status == 304 && wanted.conditional) return Course{.step = Step::NotModified};
  if (head.status == 304) {
    return refuse(Kind::NotWanted, "answers 304, though it was not asked whether anything changed");
  }
  if (head.status == 416 && wanted.resume) return Course{.step = Step::StartOver};
  const bool missing = head.status == 404 || head.status == 410;
  return refuse(missing ? Kind::Missing : Kind::Status, status_text(head));
}

}  // namespace relay::net
