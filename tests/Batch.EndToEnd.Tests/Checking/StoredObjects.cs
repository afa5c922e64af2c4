using System.Security.Cryptography;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Batch.EndToEnd.Tests.Checking;

/// <summary>The objects of an installation, as its store itself lists them.</summary>
internal abstract class StoredObjects
{
    public static StoredObjects Folder(string folder) => new InFolder(folder);

    public static StoredObjects Container(string connectionString, string container) => new InContainer(new BlobContainerClient(connectionString, container));

    public abstract IReadOnlySet<string> Names();

    /// <summary>SHA-256 of the content, in lower-case hex.</summary>
    public abstract string Hash(string name);

    /// <summary>For tests of the checker, which break something.</summary>
    public abstract void Delete(string name);

    /// <summary>Likewise.</summary>
    public abstract void Write(string name, string text);

    private sealed class InFolder(string folder) : StoredObjects
    {
        public override IReadOnlySet<string> Names() => Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).ToHashSet(StringComparer.Ordinal)
            : [];

        public override string Hash(string name)
        {
            using var content = File.OpenRead(Path.Combine(folder, name));
            return Convert.ToHexStringLower(SHA256.HashData(content));
        }

        public override void Delete(string name) => File.Delete(Path.Combine(folder, name));

        public override void Write(string name, string text)
        {
            var file = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
    }

    private sealed class InContainer(BlobContainerClient container) : StoredObjects
    {
        public override IReadOnlySet<string> Names() =>
            container.GetBlobs(BlobTraits.None, BlobStates.None, prefix: null, default).Select(blob => blob.Name).ToHashSet(StringComparer.Ordinal);

        public override string Hash(string name)
        {
            using var content = container.GetBlobClient(name).OpenRead();
            return Convert.ToHexStringLower(SHA256.HashData(content));
        }

        public override void Delete(string name) => container.GetBlobClient(name).Delete();

        public override void Write(string name, string text)
        {
            using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
            container.GetBlobClient(name).Upload(content, overwrite: true);
        }
    }
}
