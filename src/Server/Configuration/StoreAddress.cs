namespace Viaduct.Server.Configuration;

/// <summary>The address of a store, as the key <c>store</c> writes it.</summary>
public sealed record StoreAddress
{
    private const string Sqlite = "sqlite:";
    private const string Postgres = "postgres://";

    /// <summary>The path of the SQLite file as written; null for PostgreSQL.</summary>
    public string? Path { get; private init; }

    /// <summary>The PostgreSQL nodes as <c>host</c> or <c>host:port</c>; empty for SQLite.</summary>
    public IReadOnlyList<string> Hosts { get; private init; } = [];

    /// <summary>The PostgreSQL user, or null to let the client choose (PGUSER).</summary>
    public string? User { get; private init; }

    /// <summary>The PostgreSQL database.</summary>
    public string? Database { get; private init; }

    /// <summary>True for SQLite.</summary>
    public bool IsSqlite => Path is not null;

    /// <summary>Reads an address.</summary>
    /// <param name="text"><c>sqlite:PATH</c> or <c>postgres://USER@HOST,HOST/DATABASE</c>.</param>
    /// <param name="address">The address.</param>
    /// <param name="why">Why the text is none, in one sentence that repeats no secret.</param>
    public static bool TryParse(string text, out StoreAddress address, out string why)
    {
        ArgumentNullException.ThrowIfNull(text);
        address = new StoreAddress();
        if (text.StartsWith(Sqlite, StringComparison.Ordinal))
        {
            address = address with { Path = text[Sqlite.Length..] };
            why = address.Path.Length == 0 ? "The path of the file is missing." : "";
            if (address.Path.Any(char.IsControl)) why = "The path has a control character.";
            return why.Length == 0;
        }

        if (text.StartsWith(Postgres, StringComparison.Ordinal))
            return TryPostgres(text[Postgres.Length..], out address, out why);
        why = "It begins with neither sqlite: nor postgres://.";
        return false;
    }

    private static bool TryPostgres(string rest, out StoreAddress address, out string why)
    {
        address = new StoreAddress();
        int at = rest.LastIndexOf('@');
        string user = at < 0 ? "" : rest[..at];
        string[] parts = rest[(at + 1)..].Split('/');
        why = Refusal(rest, user, parts);
        if (why.Length > 0) return false;
        address = new StoreAddress
        {
            Hosts = parts[0].Split(','),
            User = user.Length == 0 ? null : user,
            Database = parts[1],
        };
        return true;
    }

    private static string Refusal(string rest, string user, string[] parts)
    {
        if (user.Contains(':', StringComparison.Ordinal))
            return "It holds a password, and configurations are kept in the store; set PGPASSWORD or PGPASSFILE.";
        if (rest.Contains('?', StringComparison.Ordinal))
            return "Settings of the connection are Viaduct's own; there is no ? part.";
        if (parts.Length != 2 || parts[1].Length == 0)
            return "The database is missing: one word after the hosts and a /.";
        return parts[0].Split(',').All(IsHost) ? "" : "A host is missing or is not HOST or HOST:PORT.";
    }

    private static bool IsHost(string host)
    {
        int colon = host.IndexOf(':', StringComparison.Ordinal);
        string name = colon < 0 ? host : host[..colon];
        bool port = colon < 0 || ushort.TryParse(host[(colon + 1)..], out _);
        return port && name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_');
    }
}
