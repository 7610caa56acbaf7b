#include "relay/http/reply.h"

#include <algorithm>
#include <utility>

#include "policy/require.h"
#include "relay/http/conditional.h"
#include "relay/http/head_lines.h"
#include "relay/http/http_date.h"
#include "relay/http/range.h"
#include "relay/http/ready_file.h"
#include "relay/http/status.h"

namespace relay::http {
namespace {

using Body = std::variant<std::string, FileSlice>;

/// What is going to be said, while it is being decided.
struct Draft {
  Response response{};
  Body body{};
  std::string content_range{};
};

bool clean(const Response& response) {
  return fit_in_head(response.fields) &&
         (!response.validators || fit_in_head(*response.validators));
}

std::uint64_t length(const Body& body) {
  const auto* const text = std::get_if<std::string>(&body);
  return text != nullptr ? text->size() : std::get<FileSlice>(body).count;
}

Body whole(Response& response) {
  if (auto* const text = std::get_if<std::string>(&response.body)) return std::move(*text);
  auto& file = std::get<FileBody>(response.body);
  const std::uint64_t size = file.size;
  return FileSlice{std::make_shared<const FileBody>(std::move(file)), 0, size};
}

void cut(Body& body, const Slice& slice) {
  if (auto* const text = std::get_if<std::string>(&body)) {
    *text = text->substr(slice.first, slice.count);
    return;
  }
  auto& file = std::get<FileSlice>(body);
  file.first = slice.first;
  file.count = slice.count;
}

/// Whether what is sent ends where what was asked for ends, of a file that the client has then: a
/// last piece alone is not one, unless it goes on with what it says that it has.
bool to_the_end(const Request& request, const Draft& draft) {
  if (request.method != Method::Get) return false;
  if (draft.response.status == 200) return true;
  const auto* const part = std::get_if<FileSlice>(&draft.body);
  if (draft.response.status != 206 || part == nullptr) return false;
  const bool goes_on = part->first == 0 || request.field("If-Range");
  return goes_on && part->first + part->count == part->file->size;
}

/// An error of the door's own: nothing of the answer is left but its status.
void fail(Draft& draft, int status) {
  draft.response = Response{.status = status};
  draft.body = std::string{};
}

void apply_range(const Request& request, Draft& draft) {
  const auto asked = request.field("Range");
  if (!asked || request.method != Method::Get) return;
  if (!range_applies(request, *draft.response.validators)) return;

  const std::uint64_t size = length(draft.body);
  const Part part = read_range(*asked, size);
  if (const auto* const slice = std::get_if<Slice>(&part)) {
    draft.response.status = 206;
    draft.content_range = "bytes " + std::to_string(slice->first) + '-' +
                          std::to_string(slice->first + slice->count - 1) + '/' +
                          std::to_string(size);
    cut(draft.body, *slice);
  } else if (std::holds_alternative<BeyondEnd>(part)) {
    fail(draft, 416);
    draft.content_range = "bytes */" + std::to_string(size);
  }
}

void apply_conditions(const Request& request, Draft& draft) {
  const bool reading = request.method == Method::Get || request.method == Method::Head;
  if (draft.response.status != 200 || !draft.response.validators || !reading) return;
  switch (condition_of(request, *draft.response.validators)) {
    case Condition::Holds:
      return apply_range(request, draft);
    case Condition::Fails:
      return fail(draft, 412);
    case Condition::SameBytes:
      draft.response.status = 304;
      draft.body = std::string{};
      std::erase_if(draft.response.fields, is_of_content);
  }
}

/// Tells nobody anything but a number to find in our log.
void fill_in(const Request& request, Draft& draft) {
  const int status = draft.response.status;
  if (status < 400 || length(draft.body) != 0) return;
  draft.body = std::to_string(status) + ' ' + phrase(status) + ", request " + request.id + '\n';
  draft.response.fields.push_back({"Content-Type", "text/plain; charset=utf-8"});
}

/// Most answers' heads.
constexpr std::size_t kRoomForHead = 512;

/// All answers of one second have the same Date, so each thread writes it once for them.
std::string_view date_line(policy::Instant now) {
  thread_local policy::Instant written{};
  thread_local std::string line;
  if (line.empty() || written != now) {
    line.clear();
    add_line(line, "Date", http_date(now));
    written = now;
  }
  return line;
}

std::string begin_head(std::string room, int status, policy::Instant now) {
  std::string head = std::move(room);
  head.clear();
  head.reserve(kRoomForHead);
  if (status == 200) {
    head.append("HTTP/1.1 200 OK\r\n");
  } else if (status == 304) {
    head.append("HTTP/1.1 304 Not Modified\r\n");
  } else {
    head.append("HTTP/1.1 ").append(std::to_string(status)).append(1, ' ').append(phrase(status));
    head.append("\r\n");
  }
  head.append(date_line(now));
  return head;
}

void end_head(std::string& head, After after) {
  constexpr std::string_view kKeep =
      "X-Content-Type-Options: nosniff\r\nConnection: keep-alive\r\n\r\n";
  constexpr std::string_view kClose =
      "X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n";
  head += after == After::Keep ? kKeep : kClose;
}

std::string write_head(const Request& request, const Draft& draft, After after, std::string room) {
  const int status = draft.response.status;
  std::string head = begin_head(std::move(room), status, request.now);
  add_lines(head, draft.response.fields);
  if (status != 204 && status != 304) {
    add_line(head, "Content-Length", std::to_string(length(draft.body)));
  }
  if (!draft.content_range.empty()) add_line(head, "Content-Range", draft.content_range);
  if (draft.response.validators) add_lines(head, *draft.response.validators);
  end_head(head, after);
  return head;
}

/// What is asked for most: all of a ready file, or that it is still the same. Nothing: whatever
/// else it is, it has to be written as a whole.
std::optional<Reply> usual(const Request& request, const ReadyFilePtr& ready, After after,
                           std::string& room) {
  const bool reading = request.method == Method::Get || request.method == Method::Head;
  if (!reading || request.field("Range")) return std::nullopt;
  const Condition condition = condition_of(request, ready->validators, ready->modified);
  if (condition == Condition::Fails) return std::nullopt;
  const bool known = condition == Condition::SameBytes;
  Reply reply{.status = known ? 304 : 200, .after = after};
  reply.head = begin_head(std::move(room), reply.status, request.now);
  reply.head += known ? ready->when_known : ready->when_whole;
  end_head(reply.head, after);
  if (known || request.method == Method::Head) return reply;
  reply.body = FileSlice{{ready, &ready->file}, 0, ready->file.size};
  reply.to_the_end = true;
  return reply;
}

/// Nothing of it is there yet: the head alone, and what goes on after it. To a HEAD nothing does.
Reply begin_live(const Request& request, Response response, std::string room) {
  policy::require(response.status == 200 && !response.validators,
                  "what is live is a 200 without validators");
  Reply reply{.head = begin_head(std::move(room), response.status, request.now)};
  add_lines(reply.head, response.fields);
  if (request.chunks) add_line(reply.head, "Transfer-Encoding", "chunked");
  end_head(reply.head, reply.after);
  if (request.method != Method::Head) reply.live = std::get<LiveBodyPtr>(std::move(response.body));
  return reply;
}

}  // namespace

Reply finish(const Request& request, Response response, After after, std::string room) {
  if (const auto* const ready = std::get_if<ReadyFilePtr>(&response.body)) {
    policy::require(response.status == 200 && response.fields.empty() && !response.validators,
                    "what is ready brings all that is said of it");
    if (auto reply = usual(request, *ready, after, room)) return std::move(*reply);
    response = plain(std::move(response));
  }
  if (std::holds_alternative<LiveBodyPtr>(response.body) && clean(response)) {
    return begin_live(request, std::move(response), std::move(room));
  }
  Draft draft;
  draft.response = clean(response) ? std::move(response) : Response{.status = 500};
  draft.body = whole(draft.response);
  apply_conditions(request, draft);
  fill_in(request, draft);

  Reply reply{.status = draft.response.status,
              .head = write_head(request, draft, after, std::move(room)),
              .body = {},
              .after = after,
              .to_the_end = to_the_end(request, draft)};
  const bool no_content = reply.status == 204 || reply.status == 304;
  if (request.method != Method::Head && !no_content) reply.body = std::move(draft.body);
  return reply;
}

}  // namespace relay::http
