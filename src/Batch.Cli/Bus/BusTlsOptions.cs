namespace Batch.Cli.Bus;

/// <summary>How the connection to the broker is encrypted, and how both sides prove who they are.</summary>
internal sealed class BusTlsOptions
{
    /// <summary>Default false.</summary>
    public bool Enabled { get; set; }

    /// <summary>The name that the broker's certificate must have. Default: the host.</summary>
    public string? ServerName { get; set; }

    /// <summary>PEM file of the authority that signed the broker's certificate. Default: those that this machine trusts.</summary>
    public string? AuthorityFile { get; set; }

    /// <summary>PEM file of a certificate that this client shows. Default none.</summary>
    public string? CertificateFile { get; set; }

    /// <summary>PEM file of its private key. Needed with <see cref="CertificateFile"/>.</summary>
    public string? KeyFile { get; set; }
}
