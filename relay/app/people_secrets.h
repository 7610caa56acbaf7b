#pragma once

#include <filesystem>
#include <string>
#include <string_view>

/// What who people are needs, and where it is kept: <data>/people.key (0600), and
/// <data>/setup.token (0600) for as long as nobody has set the relay up.
namespace relay::app {

/// The 32 bytes that second factors are sealed with; made at first start, then kept. Throws when
/// the file holds something else.
std::string people_key(const std::filesystem::path& data);

std::filesystem::path setup_token_file(const std::filesystem::path& data);
/// Leave to set up the relay, for whoever may read the file; instead of any before.
void write_setup_token(const std::filesystem::path& data, std::string_view token);
/// Nobody needs it any more; nor is there need for one to be there.
void remove_setup_token(const std::filesystem::path& data);

/// Relays before there were accounts had one token for everybody, <data>/admin.token, which opens
/// nothing now. True when one lay there.
bool remove_admin_token(const std::filesystem::path& data);

}  // namespace relay::app
