#include "relay/http/reply.h"

#include <algorithm>
#include <utility>

#include "relay/http/conditional.h"
#include "relay/http/http_date.h"
#include "relay/http/range.h"
#include "relay/http/status.h"
#include "relay/http/tokens.h"

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
  const auto fine = [](const Field& field) {
    return is_token(field.name) && is_field_value(field.value);
  };
  return std::ranges::all_of(response.fields, fine) &&
         (!response.validators || is_field_value(response.validators->etag));
}

std::uint64_t length(const Body& body) {
  const auto* const text = std::get_if<std::string>(&body);
  return text != nullptr ? text->size() : std::get<FileSlice>(body).count;
}

Body whole(Response& response) {
  if (auto* const text = std::get_if<std::string>(&response.body)) return std::move(*text);
  auto& file = std::get<FileBody>(response.body);
  return FileSlice{std::move(file.path), file.size, 0, file.size};
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
  return goes_on && part->first + part->count == part->size;
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
      // RFC 9110, 15.4.5: what describes the content stays away; what caches need comes.
      std::erase_if(draft.response.fields,
                    [](const Field& field) { return field.name.starts_with("Content-"); });
  }
}

/// Tells nobody anything but a number to find in our log.
void fill_in(const Request& request, Draft& draft) {
  const int status = draft.response.status;
  if (status < 400 || length(draft.body) != 0) return;
  draft.body = std::to_string(status) + ' ' + phrase(status) + ", request " + request.id + '\n';
  draft.response.fields.push_back({"Content-Type", "text/plain; charset=utf-8"});
}

void add(std::string& head, std::string_view name, std::string_view value) {
  head.append(name).append(": ").append(value).append("\r\n");
}

std::string write_head(const Request& request, const Draft& draft, After after) {
  const int status = draft.response.status;
  std::string head = "HTTP/1.1 " + std::to_string(status) + ' ' + phrase(status) + "\r\n";
  add(head, "Date", http_date(request.now));
  for (const Field& field : draft.response.fields) add(head, field.name, field.value);
  if (status != 204 && status != 304) {
    add(head, "Content-Length", std::to_string(length(draft.body)));
  }
  if (!draft.content_range.empty()) add(head, "Content-Range", draft.content_range);
  if (const auto& validators = draft.response.validators) {
    add(head, "Accept-Ranges", "bytes");
    if (!validators->etag.empty()) add(head, "ETag", validators->etag);
    if (validators->last_modified)
      add(head, "Last-Modified", http_date(*validators->last_modified));
  }
  add(head, "X-Content-Type-Options", "nosniff");
  add(head, "Connection", after == After::Keep ? "keep-alive" : "close");
  return head + "\r\n";
}

}  // namespace

Reply finish(const Request& request, Response response, After after) {
  Draft draft;
  draft.response = clean(response) ? std::move(response) : Response{.status = 500};
  draft.body = whole(draft.response);
  apply_conditions(request, draft);
  fill_in(request, draft);

  Reply reply{.status = draft.response.status,
              .head = write_head(request, draft, after),
              .body = {},
              .after = after,
              .to_the_end = to_the_end(request, draft)};
  const bool no_content = reply.status == 204 || reply.status == 304;
  if (request.method != Method::Head && !no_content) reply.body = std::move(draft.body);
  return reply;
}

}  // namespace relay::http
