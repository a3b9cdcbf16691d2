using System.Globalization;
using Viaduct.Core.Pipelines;

namespace Viaduct.Cli.Offline;

/// <summary>Where the components of a tool write to: the standard output, a file, or a folder of files.</summary>
/// <param name="folder">A folder for one file per message, or null.</param>
/// <param name="name">The name of the files there, without number and extension.</param>
/// <param name="extension">What their names end with.</param>
internal sealed class OfflineContext(string? folder, string name, string extension = ".xml") : PipelineContext
{
    private const int HeldBackBytes = 4 << 20;

    // One for the process; never disposed of, for that would write what is held back.
    private static readonly Stream Held = new BufferedStream(Console.OpenStandardOutput(), HeldBackBytes);
    private int _number;

    /// <summary>Ends a message on the standard output with a line end.</summary>
    public void EndMessage()
    {
        if (folder is null) Held.Write("\n"u8);
    }

    /// <summary>Writes on what is held back.</summary>
    public static void Flush() => Held.Flush();

    /// <inheritdoc/>
    public override PipelineLimits Limits { get; } = new() { BodyBytes = 1L << 40 };

    /// <inheritdoc/>
    public override IBodyWriter CreateBody()
    {
        if (folder is null) return new OutputBody(Held, null);
        return OutputBody.InFile(PathOf(++_number, extension));
    }

    /// <summary>Marks the last message as bad: in a folder its file gets another name.</summary>
    public void MarkBad()
    {
        if (folder is null) EndMessage();
        else File.Move(PathOf(_number, extension), PathOf(_number, ".bad" + extension), overwrite: true);
    }

    /// <summary>Removes what was written to the folder so far.</summary>
    public void Discard()
    {
        if (folder is null) return;
        for (; _number > 0; _number--)
        {
            File.Delete(PathOf(_number, extension));
            File.Delete(PathOf(_number, ".bad" + extension));
        }
    }

    private string PathOf(int number, string ending) =>
        Path.Combine(folder!, name + "-" + number.ToString("D6", CultureInfo.InvariantCulture) + ending);
}
