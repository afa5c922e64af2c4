#pragma warning disable
namespace Batch.Coordinator.Objects; public interface IObjectStore { System.Threading.Tasks.Task<System.IO.Stream> OpenReadAsync(string name, long offset, long? length, System.Threading.CancellationToken ct);} 
public sealed class SignedUrls { public Uri Read(string n, TimeSpan t)=>null!; public Uri Create(string n, TimeSpan t)=>null!; public Uri Source(Batch.Core.Ids.ItemId n, TimeSpan t)=>null!; }
public sealed class SigningKey { public ReadOnlySpan<byte> Value => default; } 