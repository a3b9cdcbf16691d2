namespace Viaduct.Cli.CommandLine;

/// <summary>
/// Finds the token of the admin API: in a file, or in the environment, never in the arguments, which others see.
/// </summary>
internal static class TokenText
{
    /// <summary>The environment variable that holds it.</summary>
    public const string Variable = "VIADUCT_TOKEN";

    private const int LengthMax = 4_096;

    /// <summary>The token; null if there is none.</summary>
    /// <param name="file">The file that holds it; null to look in the environment.</param>
    /// <exception cref="CommandFailedException">The file cannot be used.</exception>
    public static string? Read(string? file)
    {
        if (file is null)
            return Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } token ? token.Trim() : null;
        if (!File.Exists(file))
            throw new CommandFailedException(
                ExitCode.BadUsage,
                $"There is no token file '{file}'. The one of the server is needed: 'viaduct run --token-file' names "
                + "it there, or VIADUCT_TOKEN has the token itself.");
        string text = new FileInfo(file).Length <= LengthMax ? File.ReadAllText(file).Trim() : "";
        return text.Length > 0 && text.All(IsToken)
            ? text
            : throw new CommandFailedException(
                ExitCode.BadUsage,
                $"'{file}' holds no token: one line of letters, digits and -._~+/=, as 'openssl rand -hex 32' makes.");
    }

    private static bool IsToken(char c) =>
        char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '~' or '+' or '/' or '=';
}
