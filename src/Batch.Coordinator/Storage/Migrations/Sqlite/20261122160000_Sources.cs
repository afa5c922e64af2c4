using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Batch.Coordinator.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Sources : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Fingerprint",
                table: "items",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "OptionsJson",
                table: "items",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Source_CustomId",
                table: "items",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "Source_DeclaredWork",
                table: "items",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Source_ETag",
                table: "items",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Source_TagsJson",
                table: "items",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ETag",
                table: "known_files",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Fingerprint",
                table: "items");

            migrationBuilder.DropColumn(
                name: "OptionsJson",
                table: "items");

            migrationBuilder.DropColumn(
                name: "Source_CustomId",
                table: "items");

            migrationBuilder.DropColumn(
                name: "Source_DeclaredWork",
                table: "items");

            migrationBuilder.DropColumn(
                name: "Source_ETag",
                table: "items");

            migrationBuilder.DropColumn(
                name: "Source_TagsJson",
                table: "items");

            migrationBuilder.DropColumn(
                name: "ETag",
                table: "known_files");
        }
    }
}
