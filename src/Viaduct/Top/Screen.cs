using System.Text;

namespace Viaduct.Cli.Top;

/// <summary>
/// The terminal while a live view has it: the alternate screen, on which only lines that have changed are sent again,
/// so that it works over slow lines. What was there before comes back at the end, however the process ends by itself.
/// </summary>
internal sealed class Screen : IDisposable
{
    private const string Enter = "\e[?1049h\e[?25l\e[?7l\e[2J";
    private const string Leave = "\e[0m\e[?7h\e[?25h\e[?1049l";

    // What terminals that do not tell their size have.
    private const int UsualWidth = 80;
    private const int UsualHeight = 24;

    private readonly Stream _output = Console.OpenStandardOutput();
    private readonly bool _inks;
    private string[] _shown = [];
    private (int Width, int Height) _size;
    private int _isClosed;

    private Screen(bool inks) => _inks = inks;

    /// <summary>True if there is a terminal to draw on.</summary>
    public static bool IsThere => !Console.IsOutputRedirected
        && (OperatingSystem.IsWindows()
            ? Spectre.Console.AnsiConsole.Profile.Capabilities.Ansi
            : Environment.GetEnvironmentVariable("TERM") is { Length: > 0 } term && term != "dumb");

    /// <summary>True if the user has not asked for texts without colours.</summary>
    public static bool HasInks => string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    /// <summary>Takes the terminal.</summary>
    public static Screen Open()
    {
        var screen = new Screen(HasInks);
        // A second signal ends the process where it stands; the terminal is given back all the same.
        AppDomain.CurrentDomain.ProcessExit += screen.OnExit;
        screen.Write(Enter);
        return screen;
    }

    /// <summary>How large it is now.</summary>
    public static (int Width, int Height) Size()
    {
        try
        {
            var (width, height) = (Console.WindowWidth, Console.WindowHeight);
            return width > 0 && height > 0 ? (width, height) : (UsualWidth, UsualHeight);
        }
        catch (IOException)
        {
            return (UsualWidth, UsualHeight);
        }
    }

    /// <summary>Everything is sent again next time: what is there is not known any more.</summary>
    public void Forget() => _size = default;

    /// <summary>Shows the lines.</summary>
    /// <param name="lines">The lines, as many as there is room for.</param>
    /// <param name="size">The size that they were made for.</param>
    /// <exception cref="IOException">The terminal is gone.</exception>
    public void Draw(IReadOnlyList<ScreenLine> lines, (int Width, int Height) size)
    {
        var text = new StringBuilder();
        if (size != _size)
        {
            text.Append(Enter);
            _shown = [];
        }

        string[] next = new string[size.Height];
        for (int i = 0; i < next.Length; i++)
        {
            next[i] = i < lines.Count ? lines[i].ToText(_inks) : "";
            if (i < _shown.Length ? _shown[i] == next[i] : next[i].Length == 0) continue;
            // Cleared first: at its end the pen stands on the last cell, which would be cleared with the rest.
            text.Append($"\e[{i + 1};1H\e[2K{next[i]}");
        }

        if (text.Length > 0) Write(text.ToString());
        (_shown, _size) = (next, size);
    }

    /// <summary>Gives the terminal back.</summary>
    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        Close();
    }

    private void OnExit(object? sender, EventArgs e) => Close();

    private void Close()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) != 0) return;
        try
        {
            Write(Leave);
        }
        catch (IOException)
        {
            // The terminal is gone, and nobody sees what it shows.
        }
    }

    private void Write(string text)
    {
        _output.Write(Encoding.UTF8.GetBytes(text));
        _output.Flush();
    }
}
