using System.Globalization;

namespace Viaduct.Server.Drills;

/// <summary>A process as the system shows it: numbers are used again, starts are not.</summary>
/// <param name="Started">When it was started, in the system's ticks since its boot.</param>
/// <param name="IsStopped">True if it stands still because of a signal.</param>
internal sealed record ProcessMark(long Started, bool IsStopped)
{
    // Fields of /proc/PID/stat behind the name, which may hold anything, in parentheses.
    private const int State = 0;
    private const int StartTime = 19;

    /// <summary>A process; null if there is none of this number.</summary>
    public static ProcessMark? Of(int process)
    {
        try
        {
            return Read(File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat")));
        }
        catch (IOException)
        {
            return null;
        }
    }

    internal static ProcessMark? Read(string stat)
    {
        string[] fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > StartTime && long.TryParse(fields[StartTime], out long started)
            ? new ProcessMark(started, fields[State] is "T" or "t")
            : null;
    }
}
