# cmake -DOUT=… -DFOLDER=webui/page -P embed.cmake: writes the source that holds the page's files, so
# that the program needs no folder of its own to show them.
set(arrays "")
set(rows "")
function(embed path name type)
  file(READ "${FOLDER}/${name}" bytes HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${bytes}")
  string(MAKE_C_IDENTIFIER "${name}" array)
  set(arrays "${arrays}constexpr char ${array}[] = {${bytes}};\n" PARENT_SCOPE)
  set(rows "${rows}    Asset{\"${path}\", \"${type}\", {${array}, sizeof ${array}}},\n" PARENT_SCOPE)
endfunction()

embed("/" index.html "text/html; charset=utf-8")
embed("/page.css" page.css "text/css; charset=utf-8")
embed("/page.js" page.js "text/javascript; charset=utf-8")
embed("/ask.js" ask.js "text/javascript; charset=utf-8")
embed("/deeds.js" deeds.js "text/javascript; charset=utf-8")
embed("/devices.js" devices.js "text/javascript; charset=utf-8")
embed("/doors.js" doors.js "text/javascript; charset=utf-8")
embed("/people.js" people.js "text/javascript; charset=utf-8")
embed("/relay.js" relay.js "text/javascript; charset=utf-8")
embed("/text.js" text.js "text/javascript; charset=utf-8")
embed("/icon.svg" icon.svg "image/svg+xml")

file(WRITE "${OUT}" "#include <array>

#include \"relay/admin/page.h\"

namespace relay::admin {
namespace {

${arrays}
constexpr std::array kAssets{
${rows}};

}  // namespace

std::span<const Asset> page() { return kAssets; }

}  // namespace relay::admin
")
