#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace relay::io {

/// Whether somebody watches standard error: only then is progress shown.
bool error_is_terminal();
/// Whether somebody types at standard input: only then is anything asked.
bool input_is_terminal();

/// The line that is typed at standard input, without its end; nothing of it is shown. The prompt
/// goes to standard error. Nothing when that is no terminal, or the line was given up (Ctrl-C,
/// Ctrl-D).
std::optional<std::string> read_hidden(std::string_view prompt);

}  // namespace relay::io
