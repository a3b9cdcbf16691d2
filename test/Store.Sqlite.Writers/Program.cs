// Processes that tests of the SQLite store start, pause and kill: MODE PATH SERVER. They talk by lines.
using Viaduct.Store.Sqlite.Writers;

return args switch
{
    ["prepare", var path] => await Modes.PrepareAsync(path),
    ["share", var path, var server] => await Modes.ShareAsync(path, server),
    ["commit", var path, var server] => await Modes.CommitAsync(path, server),
    ["hang", var path, var server] => await Modes.HangAsync(path, server),
    _ => 2,
};
