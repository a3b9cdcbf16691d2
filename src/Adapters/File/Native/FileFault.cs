namespace Viaduct.Adapters.File.Native;

/// <summary>What a call to the file system answered: an expected outcome is a value, not an exception.</summary>
/// <param name="Kind">What the adapter acts on.</param>
/// <param name="Text">The system's own words, or null after a success.</param>
internal readonly record struct FileFault(FileFaultKind Kind, string? Text)
{
    /// <summary>The call succeeded.</summary>
    public static readonly FileFault None = new(FileFaultKind.None, null);

    /// <summary>True if the call succeeded.</summary>
    public bool IsNone => Kind == FileFaultKind.None;

    /// <summary>The fault as an exception, for where a contract asks for one.</summary>
    public IOException ToException(string what) => new($"{what}: {Text ?? Kind.ToString()}.");

    /// <summary>The fault behind an exception of the base class library.</summary>
    public static FileFault From(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        var kind = exception switch
        {
            FileNotFoundException or DirectoryNotFoundException => FileFaultKind.Missing,
            UnauthorizedAccessException => FileFaultKind.Denied,
            PathTooLongException => FileFaultKind.Other,
            IOException io => OperatingSystem.IsWindows() ? WindowsErrors.KindOf(io) : LinuxErrors.KindOf(io.HResult),
            _ => FileFaultKind.Other,
        };
        return new FileFault(kind, exception.Message);
    }
}
