using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Batch.Cli.Tests.Bus;

/// <summary>An authority that signs the certificate of a broker on this machine, as PEM files in a folder.</summary>
internal sealed class TestAuthority
{
    private static readonly DateTimeOffset From = TimeProvider.System.GetUtcNow().AddDays(-1);

    public TestAuthority(string folder)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=authority of a test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        using var authority = request.CreateSelfSigned(From, From.AddDays(30));
        Directory.CreateDirectory(folder);
        Folder = folder;
        File.WriteAllText(AuthorityFile, authority.ExportCertificatePem());
        Sign(authority);
    }

    /// <summary>As <c>eng/broker make</c> wants it.</summary>
    public string Folder { get; }

    public string AuthorityFile => Path.Combine(Folder, "ca.pem");

    private void Sign(X509Certificate2 authority)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        using var certificate = request.Create(authority, From, From.AddDays(20), RandomNumberGenerator.GetBytes(8));
        File.WriteAllText(Path.Combine(Folder, "server.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(Folder, "server.key"), key.ExportPkcs8PrivateKeyPem());
    }
}
