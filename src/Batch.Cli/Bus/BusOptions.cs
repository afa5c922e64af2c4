using System.ComponentModel.DataAnnotations;

namespace Batch.Cli.Bus;

/// <summary>The message bus. The same on every machine; a password belongs into a file or into the environment.</summary>
internal sealed class BusOptions
{
    public const string Section = "Batch:Bus";

    /// <summary><c>memory</c>, which reaches this process only, or <c>rabbitmq</c>. Default <c>memory</c>.</summary>
    public BusTransport Transport { get; set; }

    /// <summary>Name or address of the broker. Default <c>localhost</c>.</summary>
    [Required]
    public string Host { get; set; } = "localhost";

    /// <summary>Its port, 1 to 65,535. Default 5672, with TLS 5671.</summary>
    [Range(1, 65_535)]
    public int? Port { get; set; }

    /// <summary>Virtual host; one for each installation of Batch. Default <c>/</c>.</summary>
    [Required]
    public string VirtualHost { get; set; } = "/";

    /// <summary>Default <c>guest</c>, whom a broker lets in from its own machine only.</summary>
    [Required]
    public string Username { get; set; } = "guest";

    /// <summary>The password, from the environment (<c>Batch__Bus__Password</c>). Default none.</summary>
    public string? Password { get; set; }

    /// <summary>File whose first line is the password. Default none; with <c>rabbitmq</c> either this or <see cref="Password"/> is needed.</summary>
    public string? PasswordFile { get; set; }

    /// <summary>How the connection is encrypted.</summary>
    public BusTlsOptions Tls { get; set; } = new();

    /// <summary>Members of a quorum queue, 1 to 99 and odd. Default: as the broker does it, 3 where the cluster has as many nodes.</summary>
    [Range(1, 99)]
    public int? QueueReplicas { get; set; }

    /// <summary>Time between two looks at whether the bus still receives, in seconds, 1 to 600. Default 15.</summary>
    [Range(1, 600)]
    public double WatchSeconds { get; set; } = 15;

    /// <summary>Time that the bus may receive nothing while the broker is there before it is started again, and as long after that before the process ends, in seconds, 5 to 3,600. Default 60.</summary>
    [Range(5, 3600)]
    public double RestartSeconds { get; set; } = 60;

    internal int ActualPort => Port ?? (Tls.Enabled ? 5671 : 5672);

    /// <summary>Without user and password: for people and logs.</summary>
    internal string Address => $"{(Tls.Enabled ? "rabbitmqs" : "rabbitmq")}://{Host}:{ActualPort}/{VirtualHost.TrimStart('/')}";

    /// <exception cref="IOException">The file of the password cannot be read.</exception>
    internal string ReadPassword() => Password ?? File.ReadLines(PasswordFile!).First().Trim();
}
