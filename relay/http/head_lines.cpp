#include "relay/http/head_lines.h"

#include <algorithm>

#include "relay/http/http_date.h"
#include "relay/http/tokens.h"

namespace relay::http {

void add_line(std::string& head, std::string_view name, std::string_view value) {
  head.append(name).append(": ").append(value).append("\r\n");
}

void add_lines(std::string& head, const std::vector<Field>& fields) {
  for (const Field& field : fields) add_line(head, field.name, field.value);
}

void add_lines(std::string& head, const Validators& validators) {
  add_line(head, "Accept-Ranges", "bytes");
  if (!validators.etag.empty()) add_line(head, "ETag", validators.etag);
  if (validators.last_modified) {
    add_line(head, "Last-Modified", http_date(*validators.last_modified));
  }
}

bool is_of_content(const Field& field) {
  return field.name.starts_with("Content-");
}

bool fit_in_head(const std::vector<Field>& fields) {
  return std::ranges::all_of(fields, [](const Field& field) {
    return is_token(field.name) && is_field_value(field.value);
  });
}

bool fit_in_head(const Validators& validators) {
  return is_field_value(validators.etag);
}

}  // namespace relay::http
