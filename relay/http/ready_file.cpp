#include "relay/http/ready_file.h"

#include <stdexcept>
#include <utility>

#include "relay/http/head_lines.h"
#include "relay/http/http_date.h"

namespace relay::http {

ReadyFilePtr make_ready(FileBody file, std::vector<Field> fields, Validators validators) {
  if (!fit_in_head(fields) || !fit_in_head(validators)) {
    throw std::invalid_argument{"a field of " + file.path.string() +
                                " has a control character in it"};
  }
  auto ready = std::make_shared<ReadyFile>(
      ReadyFile{std::move(file), std::move(fields), std::move(validators)});
  add_lines(ready->when_whole, ready->fields);
  add_line(ready->when_whole, "Content-Length", std::to_string(ready->file.size));
  add_lines(ready->when_whole, ready->validators);
  for (const Field& field : ready->fields) {
    if (!is_of_content(field)) add_line(ready->when_known, field.name, field.value);
  }
  add_lines(ready->when_known, ready->validators);
  if (const auto modified = ready->validators.last_modified) ready->modified = http_date(*modified);
  return ready;
}

Response plain(Response response) {
  const auto* const held = std::get_if<ReadyFilePtr>(&response.body);
  if (held == nullptr) return response;
  const ReadyFilePtr ready = *held;
  response.fields.insert(response.fields.end(), ready->fields.begin(), ready->fields.end());
  response.body = ready->file;
  response.validators = ready->validators;
  return response;
}

}  // namespace relay::http
