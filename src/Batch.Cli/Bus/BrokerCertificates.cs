using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Batch.Cli.Bus;

/// <summary>The certificates of a connection to the broker.</summary>
internal static class BrokerCertificates
{
    /// <summary>What this client shows; null for nothing.</summary>
    public static X509Certificate2? Client(BusTlsOptions options) => options is { CertificateFile: { } certificate, KeyFile: { } key }
        ? X509Certificate2.CreateFromPemFile(certificate, key)
        : null;

    /// <summary>Accepts a broker whose certificate the configured authority signed, for the right name; null for the machine's own rules.</summary>
    public static RemoteCertificateValidationCallback? Check(BusTlsOptions options)
    {
        if (options.AuthorityFile is not { } file)
        {
            return null;
        }

        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(file);
        return (_, certificate, _, errors) =>
        {
            if (certificate is not X509Certificate2 shown || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None)
            {
                return false;
            }

            using var chain = new X509Chain();
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            return chain.Build(shown);
        };
    }
}
