#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "relay/http/message.h"

/// Lines of an answer's head. Pure.
namespace relay::http {

void add_line(std::string& head, std::string_view name, std::string_view value);
void add_lines(std::string& head, const std::vector<Field>& fields);
/// What the bytes may be compared with, and that ranges of them may be asked for.
void add_lines(std::string& head, const Validators& validators);

/// Whether it describes the content, and stays away from a 304 (RFC 9110, 15.4.5).
bool is_of_content(const Field& field);
/// Whether none has a line break or another control character in it.
bool fit_in_head(const std::vector<Field>& fields);
bool fit_in_head(const Validators& validators);

}  // namespace relay::http
