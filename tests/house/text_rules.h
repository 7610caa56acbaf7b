#pragma once

#include <string>
#include <string_view>

#include "tests/house/breach.h"

/// Rules for one source's text; each is a function of path and text, and nothing else.
namespace tests::house {

/// At most 100 columns a line and 400 lines a file.
Breaches check_lengths(const std::string& path, std::string_view text);

/// No note about work that is not done: an issue, or nothing.
Breaches check_notes(const std::string& path, std::string_view text);

/// A header begins with #pragma once.
Breaches check_guard(const std::string& path, std::string_view text);

/// `using namespace` only for chrono's literals, and only in a .cpp.
Breaches check_using(const std::string& path, std::string_view text);

/// The present comes from relay/io's system clock alone, nothing is executed, and tests do not
/// sleep.
Breaches check_calls(const std::string& path, std::string_view text);

/// What runs as SQL is a literal (or a constant kName) where it is run.
Breaches check_statements(const std::string& path, std::string_view text);

/// No comma in the name of a test: it separates filters on Catch's command line.
Breaches check_test_names(const std::string& path, std::string_view text);

}  // namespace tests::house
