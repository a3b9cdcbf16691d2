using Npgsql;
using Viaduct.Core.Store;

namespace Viaduct.Store.Postgres.Connecting;

/// <summary>
/// Reads <c>postgres://user:password@host1,host2:port/database?key=value</c>, as PostgreSQL's own tools write it;
/// everything else is taken as Npgsql's <c>key=value;...</c>.
/// </summary>
internal static class PostgresUri
{
    private static readonly string[] s_schemes = ["postgres://", "postgresql://"];

    private static readonly Dictionary<string, string> s_keys = new(StringComparer.Ordinal)
    {
        ["sslmode"] = "SSL Mode",
        ["sslrootcert"] = "Root Certificate",
        ["sslcert"] = "SSL Certificate",
        ["sslkey"] = "SSL Key",
        ["sslpassword"] = "SSL Password",
        ["channel_binding"] = "Channel Binding",
        ["passfile"] = "Passfile",
        ["user"] = "Username",
        ["password"] = "Password",
        ["host"] = "Host",
        ["port"] = "Port",
        ["dbname"] = "Database",
    };

    private const string SessionAttributes = "target_session_attrs";

    /// <exception cref="StoreRefusedException">
    /// The text is not a connection string; says why, without the text.
    /// </exception>
    public static NpgsqlConnectionStringBuilder Parse(string text)
    {
        string? scheme = Array.Find(s_schemes, one => text.StartsWith(one, StringComparison.OrdinalIgnoreCase));
        try
        {
            var builder = scheme is null ? new NpgsqlConnectionStringBuilder(text) : Read(text[scheme.Length..]);
            Require(builder.Host, "host");
            Require(builder.Database, "database");
            return builder;
        }
        catch (Exception error) when (error is ArgumentException or FormatException or KeyNotFoundException)
        {
            // The text may hold a password: what Npgsql says of it names keys, not values.
            throw new StoreRefusedException(
                $"The connection string of the PostgreSQL store is not valid: {error.Message} " +
                "Write postgres://user@host1,host2/database.", error);
        }
    }

    private static NpgsqlConnectionStringBuilder Read(string rest)
    {
        var builder = new NpgsqlConnectionStringBuilder();
        int query = rest.IndexOf('?', StringComparison.Ordinal);
        string keys = query < 0 ? "" : rest[(query + 1)..];
        string place = query < 0 ? rest : rest[..query];
        int slash = place.IndexOf('/', StringComparison.Ordinal);
        string authority = slash < 0 ? place : place[..slash];
        if (slash >= 0 && slash + 1 < place.Length) builder.Database = Uri.UnescapeDataString(place[(slash + 1)..]);
        int at = authority.LastIndexOf('@');
        if (at >= 0) ReadUser(builder, authority[..at]);
        string hosts = authority[(at + 1)..];
        if (hosts.Length > 0) builder.Host = Uri.UnescapeDataString(hosts);
        foreach (string pair in keys.Split('&', StringSplitOptions.RemoveEmptyEntries)) ReadKey(builder, pair);
        return builder;
    }

    private static void ReadUser(NpgsqlConnectionStringBuilder builder, string user)
    {
        int colon = user.IndexOf(':', StringComparison.Ordinal);
        builder.Username = Uri.UnescapeDataString(colon < 0 ? user : user[..colon]);
        if (colon >= 0) builder.Password = Uri.UnescapeDataString(user[(colon + 1)..]);
    }

    private static void ReadKey(NpgsqlConnectionStringBuilder builder, string pair)
    {
        int equals = pair.IndexOf('=', StringComparison.Ordinal);
        string key = equals < 0 ? pair : pair[..equals];
        if (key == SessionAttributes)
        {
            // Others' tools need to be told; what Viaduct does anyway.
            if (pair is $"{SessionAttributes}=read-write" or $"{SessionAttributes}=primary") return;
            throw new FormatException($"'{SessionAttributes}' is not 'primary': nothing else is ever used.");
        }
        if (!s_keys.TryGetValue(key, out string? name))
        {
            throw new FormatException($"'{key}' is not one of {string.Join(", ", s_keys.Keys)}.");
        }
        string value = equals < 0 ? "" : Uri.UnescapeDataString(pair[(equals + 1)..]);
        builder[name] = key == "sslmode" ? value.Replace("-", "", StringComparison.Ordinal) : value;
    }

    private static void Require(string? value, string what)
    {
        if (string.IsNullOrEmpty(value)) throw new FormatException($"It names no {what}.");
    }
}
