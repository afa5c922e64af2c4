using Npgsql;

namespace Batch.Coordinator.Storage;

/// <summary>The connection string as it is used: what is configured, and what every connection of ours needs.</summary>
internal static class PostgresConnection
{
    // A process that stands still in the middle of a transaction holds its rows no longer than this, whatever becomes of it.
    internal static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    // Three coordinators stay below the 100 connections that a server allows by default.
    private const int Connections = 25;

    // A writer sends the same few dozen statements for ever.
    private const int PreparedStatements = 100;

    /// <returns>What is wrong with the options, without anything of the secret; null where nothing is.</returns>
    public static string? Problem(DatabaseOptions options)
    {
        if (options.Provider is DatabaseProvider.Sqlite)
        {
            return null;
        }

        if (options.ConnectionString is null == options.ConnectionStringFile is null)
        {
            return "Provider postgres needs either ConnectionString or ConnectionStringFile";
        }

        try
        {
            return new NpgsqlConnectionStringBuilder(Read(options)).Host is null ? "the connection string names no Host" : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return $"ConnectionStringFile cannot be read: {error.Message}";
        }
        catch (Exception error) when (error is ArgumentException or FormatException or InvalidCastException)
        {
            // The exception may quote the string, and with it the password.
            return "the connection string cannot be read; it looks like Host=db;Database=batch;Username=batch;Password=secret";
        }
    }

    public static string Of(DatabaseOptions options)
    {
        var configured = new NpgsqlConnectionStringBuilder(Read(options));
        var given = configured.Keys.Cast<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        configured.ApplicationName ??= "batch";
        if (!given.Contains("Maximum Pool Size"))
        {
            configured.MaxPoolSize = Connections;
        }

        if (!given.Contains("Max Auto Prepare"))
        {
            configured.MaxAutoPrepare = PreparedStatements;
        }

        configured.Options = $"{configured.Options} -c idle_in_transaction_session_timeout={LongestPause.TotalMilliseconds:F0}".TrimStart();
        return configured.ConnectionString;
    }

    private static string Read(DatabaseOptions options) => options.ConnectionString ?? File.ReadAllText(options.ConnectionStringFile!).Trim();
}
