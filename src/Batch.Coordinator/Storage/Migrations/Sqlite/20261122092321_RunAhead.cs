using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Batch.Coordinator.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class RunAhead : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "ChunksAhead",
                table: "job_counters",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "ScratchBytes",
                table: "job_counters",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "ScratchBytes",
                table: "items",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<bool>(
                name: "Spec_RunsAhead",
                table: "chunks",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            ComplexColumnIndexes.CreateHeld(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            ComplexColumnIndexes.DropHeld(migrationBuilder);

            migrationBuilder.DropColumn(
                name: "ChunksAhead",
                table: "job_counters");

            migrationBuilder.DropColumn(
                name: "ScratchBytes",
                table: "job_counters");

            migrationBuilder.DropColumn(
                name: "ScratchBytes",
                table: "items");

            migrationBuilder.DropColumn(
                name: "Spec_RunsAhead",
                table: "chunks");
        }
    }
}
