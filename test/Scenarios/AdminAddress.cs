using Viaduct.Support;

namespace Viaduct.Scenarios;

/// <summary>Where a server's admin API listens, by its line <c>ready:</c>.</summary>
internal static class AdminAddress
{
    private const string Word = "admin API at ";

    /// <summary>Waits for the line, and gives the address.</summary>
    public static async Task<string> OfAsync(ProcessUnderTest server)
    {
        string ready = await server.WaitForLineAsync(Word, ViaductProgram.Patience);
        return ready[(ready.IndexOf(Word, StringComparison.Ordinal) + Word.Length)..].TrimEnd('/');
    }
}
